"""The page that is shown, in each language: {% this_page_in_each_language as pages %}."""

from typing import NamedTuple

from django import template
from django.conf import settings
from django.template.context import RequestContext
from django.urls import translate_url
from django.utils.translation import get_language

register = template.Library()


class PageInLanguage(NamedTuple):
    """The address of the page in one language; `name` is the language's own name for itself."""

    language: str
    name: str
    url: str
    is_current: bool


@register.simple_tag(takes_context=True)
def this_page_in_each_language(context: RequestContext) -> list[PageInLanguage]:
    """The page in each language of the site, with its query."""
    address = context["request"].get_full_path()
    return [
        PageInLanguage(code, name, translate_url(address, code), code == get_language())
        for code, name in settings.LANGUAGES
    ]
