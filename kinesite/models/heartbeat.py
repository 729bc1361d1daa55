"""The last time that planned tasks ran: how staff notice that beat or the worker stands still."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q, Subquery
from django.db.models.functions import Coalesce
from wagtail.models import Page, Revision

# Beat plans a heartbeat every half minute: this is long enough for a restart of all programs.
STALE_AFTER = timedelta(minutes=3)


class HeartbeatQuerySet(models.QuerySet["Heartbeat"]):
    def stale(self, now: datetime) -> Self:
        """Heartbeats after which nothing has run by schedule for too long."""
        return self.filter(beat_at__lt=now - STALE_AFTER)

    def with_late_page(self, now: datetime) -> Self:
        """Heartbeats with `late_page`: the title of one that did not go on- or offline in time."""
        since = now - STALE_AFTER
        unpublished = Revision.objects.filter(approved_go_live_at__lt=since)
        unexpired = Page.objects.filter(live=True, expire_at__lt=since)
        return self.annotate(
            late_page=Coalesce(
                Subquery(unpublished.order_by("approved_go_live_at").values("object_str")[:1]),
                Subquery(unexpired.order_by("expire_at").values("title")[:1]),
                output_field=models.TextField(),
            )
        )


class Heartbeat(models.Model):
    """One row, made by a migration, so that a fresh site has some minutes before it worries."""

    # Set by a task, so beat has planned it, the broker has carried it and a worker has run it.
    beat_at = models.DateTimeField()
    # Of with_late_page().
    late_page: str | None

    objects = HeartbeatQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_heartbeat")]

    def __str__(self) -> str:
        return self.beat_at.isoformat()

    @classmethod
    def beat(cls, *, now: datetime) -> None:
        """Note that a planned task runs at this moment."""
        cls.objects.update_or_create(pk=1, defaults={"beat_at": now})

    def is_stale(self, now: datetime) -> bool:
        """Tell whether nothing has run by schedule for too long."""
        return self.beat_at < now - STALE_AFTER
