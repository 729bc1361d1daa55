"""The warning on the screens of staff that nothing happens by itself any more."""

from typing import Any

from django import template
from django.core.cache import cache
from django.utils import timezone

from kinesite.models import Heartbeat

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
