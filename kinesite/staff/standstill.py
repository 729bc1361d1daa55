"""Planned tasks that stand still, in the list of what needs the desk."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from booking.reception.presenters.attention.base import Group, Kind, Need, Verb, by_hour, keyed
from booking.text.formats import time_text
from kinesite.models import Heartbeat


class StoppedSchedule(Kind):
    """Beat or the worker that stands still: no mail, no reminder and no offer goes out."""

    group = Group.UNTOLD
    is_urgent = True

    def keys(self, now: datetime) -> QuerySet[Any]:
        return keyed(Heartbeat.objects.stale(now))

    def needs(self, now: datetime) -> Sequence[Need]:
        return [
            Need(
                what=_("Nothing goes out by itself"),
                details=_(
                    "Tell whoever looks after the website: its worker or its beat stands still."
                    " Call a patient who has to know something now."
                ),
                until=one.beat_at,
                deadline=_("since %(moment)s") % {"moment": by_hour(one.beat_at, now)},
                verbs=[Verb(label=_("Look again"), url=reverse("aandacht:index"))],
            )
            for one in Heartbeat.objects.stale(now)
        ]

    def in_order(self, now: datetime) -> str:  # noqa: ARG002  the row says when it ran last
        last = Heartbeat.objects.values_list("beat_at", flat=True).first()
        time = time_text(last) if last else ""
        return _("planned tasks run (the last at %(time)s)") % {"time": time} if last else ""
