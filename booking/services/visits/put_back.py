"""Undoing what the desk just did to an appointment: it becomes what it was.

Each button of the desk can be undone for as long as its mail waits, so that nobody hears of a slip.
Whoever presses a button keeps `AsItWas.of(visit)` from before, and gives it back to put_back().
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import transaction

from booking.choices import AppointmentStatus, CancelledBy
from booking.models import Appointment, Practitioner, Treatment
from booking.services.guards.desk_rules import DeskBooking
from booking.services.guards.shown import visit_as_shown
from booking.services.mail.undo_time import UNDO_FOR, refuse_if_too_late
from booking.services.visits.cancel import cancel
from booking.services.visits.move_at_desk import move_at_desk
from booking.services.visits.reinstate import reinstate

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOMENTS = (
    "at",
    "starts_at",
    "ends_at",
    "change_until",
    "arranged_at",
    "arrived_at",
    "cancelled_at",
)


@dataclass(frozen=True, slots=True)
class AsItWas:
    """An appointment before a change that was made at `at`."""

    at: datetime
    practitioner_id: int
    treatment_id: int
    starts_at: datetime
    ends_at: datetime
    change_until: datetime
    arranged_at: datetime
    status: str
    arrived_at: datetime | None
    cancelled_at: datetime | None
    cancelled_by: str
    cancellation_reason: str

    @classmethod
    def of(cls, visit: Appointment, now: datetime) -> Self:
        """Note how an appointment is, before a button changes it now."""
        names = [field.name for field in fields(cls) if field.name != "at"]
        return cls(at=now, **{name: getattr(visit, name) for name in names})

    @classmethod
    def not_there(cls, visit: Appointment, now: datetime) -> Self:
        """Note that an appointment which is booked now was none before: undone, it is cancelled."""
        return replace(
            cls.of(visit, now),
            status=AppointmentStatus.CANCELLED,
            cancelled_at=now,
            cancelled_by=CancelledBy.PRACTICE,
        )

    @property
    def undone_until(self) -> datetime:
        return self.at + UNDO_FOR

    def differs_in_attendance(self, visit: Appointment) -> bool:
        """Tell whether it stands where it stood, cancelled neither then nor now."""
        cancelled = AppointmentStatus.CANCELLED in {self.status, visit.status}
        return place_of(visit) == place_of(self) and not cancelled

    def differs_in_end_only(self, visit: Appointment) -> bool:
        """Tell whether only its length changed."""
        same = place_of(visit)[:-1] == place_of(self)[:-1]
        return same and visit.ends_at != self.ends_at

    def packed(self) -> dict[str, Any]:
        """The values as JSON has them; moments as ISO 8601."""
        return {
            name: value.isoformat() if isinstance(value, datetime) else value
            for name, value in asdict(self).items()
        }

    @classmethod
    def unpacked(cls, values: Mapping[str, Any]) -> Self:
        """Read what packed() gave."""
        moments = {
            name: datetime.fromisoformat(values[name]) if values[name] else None for name in MOMENTS
        }
        return cls(**{**values, **moments})


@transaction.atomic
def put_back(
    *,
    appointment: Appointment,
    before: AsItWas,
    now: datetime,
    by_user: "User | None" = None,
    shown: str = "",
) -> DeskBooking:
    """Make the appointment what it was before the last change, with its mail if one is due.

    Its old time may be outside the rules, but has to be free still. `shown` is the version of the
    appointment on the screen. Raises TooLateToUndo, TimeTaken, NotExpected, ChangedMeanwhile,
    DoneAlready.
    """
    refuse_if_too_late(before.at, now)
    how: dict[str, Any] = {
        "appointment": appointment,
        "now": now,
        "by_user": by_user,
        "shown": shown,
    }
    if appointment.is_cancelled and before.status != AppointmentStatus.CANCELLED:
        return reinstate(**how)
    if before.status == AppointmentStatus.CANCELLED:
        return DeskBooking(_cancelled_again(before, how), [])
    if place_of(appointment) != place_of(before):
        return _moved_back(before, how)
    visit = visit_as_shown(
        appointment.pk, shown, by_user, leads_to=AppointmentStatus(before.status)
    )
    visit.put_back(before.status, before.arrived_at)
    visit.note_change(by_user, now)
    visit.save()
    return DeskBooking(visit, [])


def place_of(visit: Appointment | AsItWas) -> tuple[object, ...]:
    """Everything that a move can change, of an appointment or of how it was before."""
    return visit.practitioner_id, visit.treatment_id, visit.starts_at, visit.ends_at


def _cancelled_again(before: AsItWas, how: Mapping[str, Any]) -> Appointment:
    by, reason = CancelledBy(before.cancelled_by), before.cancellation_reason
    visit = cancel(by=by, reason=reason, **how)  # type: ignore[arg-type]  # a reason of before
    # Whether it was too late counts from when the patient called.
    visit.cancelled_at = before.cancelled_at
    visit.save(update_fields=["cancelled_at"])
    return visit


def _moved_back(before: AsItWas, how: Mapping[str, Any]) -> DeskBooking:
    moved = move_at_desk(
        practitioner=Practitioner.objects.get(pk=before.practitioner_id),
        treatment=Treatment.objects.get(pk=before.treatment_id),
        starts_at=before.starts_at,
        length=before.ends_at - before.starts_at,
        overrule=True,
        **how,
    )
    visit = moved.visit
    # Nobody chose this time anew: what the patient agreed to still holds.
    visit.change_until, visit.arranged_at = before.change_until, before.arranged_at
    visit.save(update_fields=["change_until", "arranged_at"])
    return DeskBooking(visit, [])
