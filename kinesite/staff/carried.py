"""Hidden fields that a screen of Wagtail sends back, though its template knows none."""

import re
from typing import Any

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils.html import format_html_join

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
