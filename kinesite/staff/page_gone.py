"""The answers to the form of a page that cannot be shown again: what was typed is given back."""

import json
import re
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.templatetags.wagtailadmin_tags import user_display_name
from wagtail.models import PageLogEntry

# Fields of a page in which people write; a block of its text is called "body-3-value".
WRITTEN = re.compile(
    r"title|introduction|hero_alt|seo_title|search_description|[a-z_]+-\d+-value.*"
)


def tell_that_it_is_gone(request: HttpRequest, page_id: int) -> HttpResponse:
    """Say who deleted the page, and give back what was typed.

    A form that saves itself is told in a way in which its script shows it, and stops saving.
    """
    if not request.accepts("text/html"):
        told = {"error_code": "invalid_revision", "error_message": news_for_writer(page_id)}
        return JsonResponse({"success": False, **told}, status=404)
    title = _("This page is not there any more")
    return give_back(request, title, _who_deleted(page_id), status=404)


def news_for_writer(page_id: int) -> str:
    """Say to whoever still has the form of the page open who deleted it, and what to do."""
    title, by = _("This page is not there any more"), _who_deleted(page_id)
    return f"{title}. {by} {advice()}"


def advice() -> str:
    """A sentence that says how to get back what stands in a form of something that is gone."""
    return _("Save it all the same: you get back what you typed, and can copy what you still need.")


def tell_that_it_is_half(request: HttpRequest) -> HttpResponse:
    """Say that the form came without what a script draws in it, and give back what was typed."""
    told = _(
        "The page had not loaded whole, or JavaScript is off: without it no page can be changed."
        " Open it again, and wait until its text stands there."
    )
    return give_back(request, _("Nothing was saved"), told, status=400)


def give_back(
    request: HttpRequest,
    title: str,
    told: str,
    status: int,
    *,
    written: re.Pattern[str] = WRITTEN,
    to: tuple[str, str] | None = None,
) -> HttpResponse:
    """Answer with what was typed in the fields with these names, and where `to` go on.

    `to` is an address and the name of its button; the list of pages if there is none.
    """
    to = to or (reverse("wagtailadmin_explore_root"), _("To the pages"))
    typed = list(texts_of(request.POST, written))
    found = {"title": title, "told": told, "typed": typed, "to": to}
    return render(request, "kinesite/page_gone.html", found, status=status)


def _who_deleted(page_id: int) -> str:
    log = PageLogEntry.objects.filter(page=page_id, action="wagtail.delete", user__isnull=False)
    last = log.select_related("user").order_by("timestamp").last()
    if last is None:
        return _("It has been deleted.")
    return _("It has been deleted by %(name)s.") % {"name": user_display_name(last.user)}


def texts_of(sent: QueryDict, written: re.Pattern[str] = WRITTEN) -> Iterator[str]:
    """Yield the texts that a form of a page sent, in its order, without their layout."""
    for name, value in sent.items():
        if (
            written.fullmatch(name)
            and (text := _plain(str(value)).strip())
            and not text.isdecimal()
        ):
            yield text


def _plain(value: str) -> str:
    """The words of a text of the editor, which comes as JSON; any other value as it is."""
    try:
        return "\n".join(block["text"] for block in json.loads(value)["blocks"])
    except (ValueError, TypeError, KeyError):
        return value
