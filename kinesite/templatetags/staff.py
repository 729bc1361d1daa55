"""The warning on the screens of staff that nothing happens by itself any more."""

from typing import Any

from django import template
from django.core.cache import cache
from django.db.models import Model
from django.template.base import Parser, Token
from django.template.context import RequestContext
from django.utils import timezone
from django.utils.safestring import SafeString

from kinesite.models import Heartbeat
from kinesite.staff.controls import drawn_for, possible_bulk_actions

register = template.Library()

# Seconds, far below STALE_AFTER. A delay is never remembered: its warning goes once it is over.
ALL_IS_WELL_FOR = 20
ALL_IS_WELL = "kinesite.schedule_keeps_time"


@register.inclusion_tag("kinesite/includes/schedule_warning.html")
def schedule_warning() -> dict[str, Any]:
    """Warn when planned tasks stand still, or a page missed its planned time.

    One query; none for a while after this process saw that all is well.
    """
    if cache.get(ALL_IS_WELL):
        return {}
    now = timezone.now()
    heartbeat = Heartbeat.objects.with_late_page(now).first()
    if heartbeat is None or heartbeat.is_stale(now):
        return {"since": heartbeat and heartbeat.beat_at}
    if not heartbeat.late_page:
        cache.set(ALL_IS_WELL, now, ALL_IS_WELL_FOR)
    return {"late_page": heartbeat.late_page}


@register.simple_tag(takes_context=True)
def may_do_with(context: RequestContext, row: Model) -> str:
    """The names of the bulk actions that this person may do with this row, a space between."""
    return " ".join(possible_bulk_actions(context.get("request") or context.request, row))


class ForWhoAsks(template.Node):
    """Part of a page in which what is chosen links only to forms that its reader may use."""

    def __init__(self, nodelist: template.NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: template.Context) -> SafeString:
        with drawn_for(context["request"].user):
            return self.nodelist.render(context)


@register.tag
def for_who_asks(parser: Parser, token: Token) -> ForWhoAsks:  # noqa: ARG001  Django's signature
    """Draw all up to `{% endfor_who_asks %}` for who asked for the page."""
    inside = parser.parse(("endfor_who_asks",))
    parser.delete_first_token()
    return ForWhoAsks(inside)
