"""Values that a screen of Wagtail sends back or shows anew, of which its template knows nothing."""

import re
from html import unescape
from typing import Any

from django.http import HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.utils.html import format_html_join

TICK = re.compile(r'<input\b[^>]*type="(?:checkbox|radio)"[^>]*>')
NAME, VALUE = re.compile(r'\bname="([^"]*)"'), re.compile(r'\bvalue="([^"]*)"')
CHECKED = re.compile(r'\s+checked(?:="[^"]*")?(?=[\s/>])')

# Each form that posts has one, and begins with it.
TOKEN = re.compile(r'<input type="hidden" name="csrfmiddlewaretoken"[^>]*>')


def carry(page: HttpResponse, **fields: str) -> HttpResponse:
    """Let each form of a screen send these fields back. An answer that is no screen stays alone."""
    if isinstance(page, TemplateResponse):

        def add_fields(drawn: Any) -> None:
            drawn.content = with_fields(drawn.content.decode(), **fields)

        page.add_post_render_callback(add_fields)
    return page


def with_fields(html: str, **fields: str) -> str:
    """Put these fields into each form of the HTML."""
    hidden = format_html_join("", '<input type="hidden" name="{}" value="{}">', fields.items())
    return TOKEN.sub(lambda token: token[0] + hidden, html)


def keep_ticks(page: HttpResponse, sent: QueryDict) -> HttpResponse:
    """Let a screen that is shown anew have the ticks and choices with which it was sent."""
    if isinstance(page, TemplateResponse):

        def tick(drawn: Any) -> None:
            html = drawn.content.decode()
            drawn.content = TICK.sub(lambda found: _as_sent(found[0], sent), html)

        page.add_post_render_callback(tick)
    return page


def _as_sent(tag: str, sent: QueryDict) -> str:
    """The tag of a tick or a choice, as it was sent if anything of that name was."""
    name, value = NAME.search(tag), VALUE.search(tag)
    if not name or name[1] not in sent:
        return tag
    is_ticked = (unescape(value[1]) if value else "on") in sent.getlist(name[1])
    tag = CHECKED.sub("", tag)
    return tag.replace("<input", "<input checked", 1) if is_ticked else tag
