"""`{{ reference.csl|vancouver }}`: a work as a row of the source list."""

from django import template
from django.utils.safestring import SafeString

from references.csl import Csl
from references.formatting import vancouver_html

register = template.Library()


@register.filter
def vancouver(csl: Csl) -> SafeString:
    return vancouver_html(csl)
