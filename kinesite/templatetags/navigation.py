"""The main menu, from the page tree."""

from typing import NamedTuple

from django import template
from django.template.context import RequestContext
from wagtail.models import Site

register = template.Library()


class MenuEntry(NamedTuple):
    """An entry; `current` is for aria-current: "page" on the page, "true" below it, or ""."""

    title: str
    url: str
    current: str


@register.simple_tag(takes_context=True)
def menu(context: RequestContext) -> list[MenuEntry]:
    """The pages right under the home page that ask to be in menus, on any page of the site."""
    request = context["request"]
    site = Site.find_for_request(request)
    if site is None:
        return []
    entries = []
    for page in site.root_page.get_children().live().in_menu():
        url = page.get_url(request, current_site=site)
        current = "page" if url == request.path else "true" if request.path.startswith(url) else ""
        entries.append(MenuEntry(page.title, url, current))
    return entries
