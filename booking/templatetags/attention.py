"""The link to what needs the desk, for the toolbar of the agenda: {% attention_link %}."""

from typing import Any

from django import template
from django.template.context import RequestContext

from booking.reception.admin.attention import shown_count
from booking.reception.views.support.attention import NEEDS, needs_count

register = template.Library()


@register.inclusion_tag("booking/reception/attention_link.html", takes_context=True)
def attention_link(context: RequestContext, *, swap: bool = False) -> dict[str, Any]:
    """The link with the number; nothing for who cannot do anything about it.

    With `swap` a script puts it in the place of the one that it shows.
    """
    request = context["request"]
    if not request.user.has_perm(NEEDS):
        return {"may_act": False}
    count = needs_count(request)
    return {"may_act": True, "count": count, "shown": shown_count(count), "swap": swap}
