"""Queries for appointments, in the words of the practice."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, Subquery

from booking.choices import (
    COMING,
    HOLDS_TIME,
    OF_THE_DAY,
    AppointmentStatus,
    NotificationStatus,
)
from booking.models.absence import Absence
from booking.models.period import PeriodQuerySet
from booking.models.sight import Sight
from booking.models.treatment import Treatment
from booking.scheduling.openings import Opening
from booking.scheduling.rules import Rules

if TYPE_CHECKING:
    from booking.models.appointment import Appointment


def holds_time(now: datetime, visitor: UUID | None = None) -> Q:
    """The condition that an appointment keeps its time from others, or from `visitor`.

    A visitor's own holds do not keep their time from that visitor.
    """
    holding = Q(status__in=HOLDS_TIME) & (Q(held_until=None) | Q(held_until__gt=now))
    return holding & ~Q(held_until__isnull=False, hold_key=visitor) if visitor else holding


class AppointmentQuerySet(PeriodQuerySet):
    def holding_time(self, now: datetime, visitor: UUID | None = None) -> Self:
        """Appointments that keep their time from others, or from `visitor`.

        A hold that ran out does not, even while its row is still there.
        """
        return self.filter(holds_time(now, visitor))

    def holds_of(self, visitor: UUID) -> Self:
        return self.filter(hold_key=visitor, status=AppointmentStatus.PENDING)

    def build_appointment(
        self, visit: Opening, treatment: Treatment, *, rules: Rules, now: datetime, **more: Any
    ) -> "Appointment":
        """Build an appointment whose time is chosen now, by these rules. Does not save it.

        Of a hold the time is not chosen before it is booked.
        """
        appointment: Appointment = self.model(
            treatment=treatment,
            practitioner_id=visit.practitioner_id,
            starts_at=visit.starts_at,
            ends_at=visit.ends_at,
            turnaround=treatment.turnaround,
            change_until=rules.change_until(visit.starts_at),
            arranged_at=now,
            created_at=now,
            **more,
        )
        if not appointment.is_held:
            appointment.note_choice(now)
        return appointment

    def never_booked(self) -> Self:
        """Holds, and holds that were given back: every other appointment has a patient."""
        return self.filter(patient=None)

    def expected(self) -> Self:
        """Booked appointments whose patients have not arrived."""
        return self.filter(status=AppointmentStatus.BOOKED)

    def without_outcome(self, since: datetime, until: datetime) -> Self:
        """Appointments of a past period of which nobody noted whether the patient came."""
        return self.expected().filter(starts_at__gte=since, starts_at__lt=until)

    def missed(self) -> Self:
        return self.filter(status=AppointmentStatus.NOSHOW)

    def coming(self, now: datetime) -> Self:
        """Appointments for which the patient comes, or is here, and that are not over."""
        return self.filter(status__in=COMING, ends_at__gt=now)

    def seen_by(self, sight: Sight) -> Self:
        return self.filter(sight.within("practitioner"))

    def for_calendar(self, practitioner: int, *, after: datetime) -> Self:
        """Appointments of one therapist with a patient that end after `after`, in order of time."""
        own = self.filter(practitioner=practitioner, patient__isnull=False, ends_at__gt=after)
        return own.filter(status__in=HOLDS_TIME).order_by("starts_at")

    def hit_by(self, absence: Absence, now: datetime) -> Self:
        """Coming appointments during which their therapist is absent."""
        hit = self.coming(now).during(absence.span)
        return hit.filter(practitioner=absence.practitioner_id) if absence.practitioner_id else hit

    def for_agenda(self, now: datetime) -> Self:
        """Appointments that keep their time, and booked ones that were cancelled."""
        return self.for_compact_agenda(now).for_page().with_mail_failed().with_turn()

    def for_compact_agenda(self, now: datetime) -> Self:
        """Appointments of for_agenda(), without what it reads for the marks of each."""
        cancelled = Q(status=AppointmentStatus.CANCELLED, patient__isnull=False)
        shown = self.filter(holds_time(now) | cancelled).with_offer()
        return shown.select_related("practitioner", "treatment", "patient")

    def expired_holds(self, now: datetime) -> Self:
        return self.filter(status=AppointmentStatus.PENDING, held_until__lte=now)

    def for_page(self) -> Self:
        return self.select_related("practitioner", "treatment", "patient", "series", "policy")

    def with_offer(self) -> Self:
        """Read with each hold for whom it is kept, if any: its offer, or choice of another time."""
        return self.select_related(
            "offer__entry__patient", "substitute__substitution__appointment__patient"
        )

    def with_turn(self) -> Self:
        """Annotate `turn` and `turns`, the place in its series and its length, and `is_first`.

        Cancelled appointments do not count. Outside a series both numbers are None. `is_first`: the
        patient has no earlier appointment, apart from those that were missed.

        Example: the third of nine appointments, of which the second was cancelled, is 2 of 8.
        """
        rows = self.model._base_manager
        series = rows.filter(series=OuterRef("series")).exclude(status=AppointmentStatus.CANCELLED)
        until = series.filter(starts_at__lte=OuterRef("starts_at"))
        earlier = rows.filter(
            patient=OuterRef("patient"), starts_at__lt=OuterRef("starts_at"), status__in=OF_THE_DAY
        )
        return self.annotate(
            turn=Subquery(until.values("series").annotate(many=Count("pk")).values("many")),
            turns=Subquery(series.values("series").annotate(many=Count("pk")).values("many")),
            is_first=~Exists(earlier),
        )

    def with_mail_failed(self) -> Self:
        """Annotate `mail_failed`: a mail about it failed, so the desk has to call the patient.

        One that the desk has seen to does not count.
        """
        of_visit = {"notifications__status": NotificationStatus.FAILED}
        of_series = {"series__notifications__status": NotificationStatus.FAILED}
        failed = self.model._base_manager.filter(
            Q(**of_visit, notifications__settled_at=None)
            | Q(**of_series, series__notifications__settled_at=None),
            pk=OuterRef("pk"),
        ).order_by()
        return self.annotate(mail_failed=Exists(failed))
