"""The warning on the screens of staff that nothing happens by itself any more."""

from typing import Any

from django import template
from django.utils import timezone

from kinesite.models import Heartbeat

register = template.Library()


@register.inclusion_tag("kinesite/includes/schedule_warning.html")
def schedule_warning() -> dict[str, Any]:
    """Warn when planned tasks stand still, or a page missed its planned time. One query."""
    now = timezone.now()
    heartbeat = Heartbeat.objects.with_late_page(now).first()
    stands_still = heartbeat is not None and heartbeat.is_stale(now)
    return {
        "since": heartbeat.beat_at if heartbeat and stands_still else None,
        "late_page": heartbeat.late_page if heartbeat and not stands_still else None,
    }
