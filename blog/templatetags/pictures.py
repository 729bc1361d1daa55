"""Template tag for an image in one of the shapes of blog/pictures.py.

Example: `{% picture_for image "figure" alt="…" %}`.
"""

from django import template
from django.utils.safestring import SafeString

from blog import pictures
from references.models import CreditedImage

register = template.Library()

SHAPES = {"figure": pictures.FIGURE, "card": pictures.CARD}


@register.simple_tag
def picture_for(image: CreditedImage, shape: str, *, alt: str, eager: bool = False) -> SafeString:
    return pictures.picture(image, SHAPES[shape], alt=alt or "", eager=eager)
