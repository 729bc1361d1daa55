"""A tag for links to other languages: {% this_page_in_each_language as pages %}."""

from typing import NamedTuple

from django import template
from django.conf import settings
from django.template.context import RequestContext
from django.urls import translate_url
from django.utils.translation import get_language

register = template.Library()


class PageInLanguage(NamedTuple):
    """The present page in one language; `name` is in that language itself."""

    language: str
    name: str
    url: str
    is_current: bool


@register.simple_tag(takes_context=True)
def this_page_in_each_language(context: RequestContext) -> list[PageInLanguage]:
    """Return the present page in each language, with its query.

    A page that answers a POST gives the address of the form.
    """
    address = context["request"].get_full_path()
    return [
        PageInLanguage(code, name, translate_url(address, code), code == get_language())
        for code, name in settings.LANGUAGES
    ]
