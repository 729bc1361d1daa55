"""The newest articles as an Atom feed, with their whole text and numbered sources."""

import datetime
import re
from typing import Any
from urllib.parse import urljoin

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed

from blog import article

NEWEST = 10
ADDRESSES = re.compile(r'\b(?P<name>href|src|srcset)="(?P<value>[^"<>]*)"')


class WholeArticles(Atom1Feed):
    """An Atom feed with the text of each entry, which says where its relative addresses start."""

    def root_attributes(self) -> dict[str, str]:
        return super().root_attributes() | {"xml:base": self.feed["link"]}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content"], {"type": "html"})


class NewestArticles(Feed):
    """The newest articles of a list page; each costs the same few queries."""

    feed_type = WholeArticles
    language = "nl-BE"

    def __init__(self, index: Any) -> None:
        self.index = index

    def get_object(self, request: HttpRequest, **kwargs: Any) -> HttpRequest:
        return request

    def title(self) -> str:
        return self.index.title

    def subtitle(self) -> str:
        return self.index.introduction

    def link(self, request: HttpRequest) -> str:
        return self.index.get_full_url(request)

    def items(self, request: HttpRequest) -> list[Any]:
        return list(self.index.newest()[:NEWEST])

    def item_title(self, page: Any) -> str:
        return page.title

    def item_description(self, page: Any) -> str:
        return page.introduction

    def item_link(self, page: Any) -> str:
        return page.full_url

    def item_author_name(self, page: Any) -> str:
        return page.author.name

    def item_pubdate(self, page: Any) -> datetime.datetime:
        """The day of publication as an aware time: midnight in the time zone of the site."""
        midnight = datetime.datetime.combine(page.published_on, datetime.time())
        return timezone.make_aware(midnight)

    def item_updateddate(self, page: Any) -> datetime.datetime:
        return page.last_published_at or self.item_pubdate(page)

    def item_extra_kwargs(self, page: Any) -> dict[str, str]:
        composed = article.compose(page, address=page.full_url)
        context = {"article": composed}
        html = render_to_string("blog/includes/article_in_feed.html", context)
        return {"content": with_whole_addresses(html, page.full_url)}


def with_whole_addresses(html: str, base: str) -> str:
    """Make relative addresses absolute: not every feed reader knows where they start."""

    def whole(match: re.Match[str]) -> str:
        several = match["value"].split(", ") if match["name"] == "srcset" else [match["value"]]
        return f'{match["name"]}="{", ".join(urljoin(base, address) for address in several)}"'

    return ADDRESSES.sub(whole, html)
