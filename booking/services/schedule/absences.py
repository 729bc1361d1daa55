"""Absences and internal blocks of one practitioner, and closings of the whole practice."""

from collections.abc import Collection
from datetime import datetime

from booking.models import Absence, HoursChange
from booking.models.hours_change import HoursChangeKind
from booking.services.schedule.change_hours import Outcome, change_hours, everybody


def save_absence(absence: Absence, *, now: datetime) -> Outcome:
    """Store a new or changed absence; what is open in it is withdrawn, what is booked stays.

    An internal block is stored in the same way. An absence may have been of somebody else before.
    Raises HoursBusy, and ValidationError if the therapist is absent at that time already: two rows
    would each have to be lifted. A closing may lie over absences and other closings, as a holiday
    does in the middle of a leave, and an absence over internal blocks.
    """
    before = Absence.objects.filter(pk=absence.pk).values_list("practitioner", flat=True)
    people = _people({absence.practitioner_id, *before})

    def write() -> None:
        absence.refuse_second()
        absence.save()

    return change_hours(people, write, _change(absence), now=now)


def delete_absence(absence: Absence, *, now: datetime) -> Outcome:
    """Lift an absence; its time is free again. Raises HoursBusy."""
    people = _people([absence.practitioner_id])
    return change_hours(people, absence.delete, _change(absence), now=now)


def _people(whose: Collection[int | None]) -> list[int]:
    named = [pk for pk in whose if pk is not None]
    return named if len(named) == len(whose) else everybody()


def _change(absence: Absence) -> HoursChange:
    kind = HoursChangeKind.BLOCK if absence.is_internal else HoursChangeKind.ABSENCE
    return HoursChange(kind=kind, practitioner=absence.practitioner, about=str(absence))
