"""Template tags by which an article describes itself; templates pass the name of the practice."""

from typing import Any

from django import template
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString

from blog import exports, highwire, jsonld
from references.public.downloads import FILE_FORMATS, FileFormat, copies

register = template.Library()


@register.simple_tag
def json_ld(page: Any, article: Any, request: HttpRequest, *, publisher: str) -> SafeString:
    return jsonld.blog_posting(page, article, request, publisher=publisher)


@register.simple_tag
def highwire_tags(page: Any, request: HttpRequest, *, publisher: str) -> list[tuple[str, str]]:
    return highwire.tags(page, publisher=publisher, address=page.get_full_url(request) or "")


@register.simple_tag
def citation_copies(page: Any, request: HttpRequest, *, publisher: str) -> list[tuple[str, str]]:
    """Ready-made citations of the article, by the name of the style."""
    csl = exports.citation_of(
        page,
        publisher=publisher,
        address=page.get_full_url(request) or "",
        today=timezone.localdate(),
    )
    return copies(csl)


@register.simple_tag
def file_formats() -> list[FileFormat]:
    return list(FILE_FORMATS.values())
