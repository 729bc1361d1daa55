from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from booking.choices import FreedKind
from booking.models.period import PeriodModel, is_finite
from booking.scheduling.openings import Opening
from booking.scheduling.spans import Span
from booking.text.formats import period_text

if TYPE_CHECKING:
    from booking.models.appointment import Appointment
    from booking.models.treatment import Treatment


class FreedTimeQuerySet(models.QuerySet["FreedTime"]):
    def past(self, now: datetime) -> Self:
        """Rows whose time has come, so that nobody can be offered it."""
        return self.filter(ends_at__lte=now)


class FreedTime(PeriodModel):
    """A stretch of a practitioner's time that came free at `freed_at`.

    The waiting list offers time only if it came free after its entry asked for it. A row says that
    it came free once, and not that it still is: openings say that.
    """

    practitioner = models.ForeignKey(
        "booking.Practitioner",
        on_delete=models.CASCADE,
        related_name="freed_times",
    )
    kind = models.CharField(max_length=10, choices=FreedKind)
    freed_at = models.DateTimeField()
    kept_since = models.DateTimeField(
        null=True, blank=True, help_text="For a hold: when it was made."
    )
    rests_until = models.DateTimeField(
        null=True, blank=True, help_text="Offered from then on: until then the desk can undo it."
    )

    objects = FreedTimeQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "practitioner_id"]
        indexes = [models.Index(fields=["practitioner", "starts_at"], name="freed_time_by_start")]
        constraints = [
            *PeriodModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=FreedKind.values) & is_finite("freed_at"),
                name="freed_time_is_of_a_known_kind",
            ),
            models.CheckConstraint(
                condition=Q(kind=FreedKind.HOLD, kept_since__isnull=False)
                | ~Q(kind=FreedKind.HOLD) & Q(kept_since=None),
                name="kept_since_exactly_when_a_hold",
            ),
        ]

    def __str__(self) -> str:
        return period_text(self.starts_at, self.ends_at)

    @classmethod
    def of_visit(
        cls, visit: "Appointment", now: datetime, rests_until: datetime | None = None
    ) -> "FreedTime":
        """Build the row of an appointment that gives back its time, with its turnaround, now."""
        return cls(
            practitioner_id=visit.practitioner_id,
            starts_at=visit.starts_at,
            ends_at=visit.blocked.ends_at,
            kind=FreedKind.VISIT,
            freed_at=now,
            rests_until=rests_until,
        )

    @classmethod
    def of_hold(cls, hold: "Appointment", now: datetime) -> "FreedTime":
        """Build the row of a hold that is given back now, or that ran out before."""
        row = cls.of_visit(hold, min(now, hold.held_until) if hold.held_until else now)
        row.kind, row.kept_since = FreedKind.HOLD, hold.created_at
        return row

    @classmethod
    def of_hours(cls, hours: Iterable[tuple[int, Span]], now: datetime) -> "list[FreedTime]":
        """Build the rows of hours that are opened now, from pairs of a practitioner's id and span.

        What has passed of them is left out.
        """
        return [
            cls(
                practitioner_id=pk,
                starts_at=max(span.starts_at, now),
                ends_at=span.ends_at,
                kind=FreedKind.HOURS,
                freed_at=now,
            )
            for pk, span in hours
            if span.ends_at > now
        ]

    def frees(self, moment: Opening, treatment: "Treatment") -> bool:
        """Tell whether this opening for the treatment could not be had before the time came free.

        Beside an appointment the treatment's own turnaround was kept free too.

        Example: an appointment from 10:00 to 10:30 with a turnaround of 5 minutes is cancelled.
        For a treatment with one of 10 minutes it frees an opening from 9:30 to 10:00, and one at
        10:30, but none at 10:35.
        """
        beside = treatment.turnaround if self.kind != FreedKind.HOURS else None
        ends_at = moment.ends_at + beside if beside else moment.ends_at
        is_same = moment.practitioner_id == self.practitioner_id
        return is_same and Span(moment.starts_at, ends_at).overlap(self.span) is not None

    def rests(self, now: datetime) -> bool:
        """Tell whether it is left alone still, for the desk to undo or to give to a caller."""
        return self.rests_until is not None and now < self.rests_until

    def came_free_since(self, asked: datetime) -> bool:
        """Tell whether somebody who asked at that moment waited for it.

        A hold counts only if it was there when they asked: a visitor who looks at a time that was
        free by then, and leaves it, frees nothing.
        """
        was_kept = self.kept_since is None or self.kept_since <= asked
        return asked < self.freed_at and was_kept
