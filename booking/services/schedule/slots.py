"""Hours of one day that the desk opens, changes or closes by hand."""

from datetime import datetime

from booking.models import HoursChange, Slot
from booking.models.hours_change import HoursChangeKind
from booking.scheduling.clock import clinic_date
from booking.services.schedule.change_hours import Outcome, change_hours
from booking.services.schedule.holidays import close_holidays


def save_slot(slot: Slot, *, now: datetime) -> Outcome:
    """Store a slot that is opened or changed by hand; it no longer follows its roster.

    Raises HoursBusy, and ValidationError if another slot was opened there in the meantime.
    """

    def write() -> None:
        slot.validate_constraints()
        slot.working_hours = None
        slot.save()

    close_holidays(today=clinic_date(now), now=now)
    before = Slot.objects.filter(pk=slot.pk).values_list("practitioner", flat=True)
    return change_hours({slot.practitioner_id, *before}, write, _change(slot), now=now)


def delete_slot(slot: Slot, *, now: datetime) -> Outcome:
    """Close the hours of a slot; what is booked stays. Raises HoursBusy."""
    return change_hours([slot.practitioner_id], slot.delete, _change(slot), now=now)


def _change(slot: Slot) -> HoursChange:
    return HoursChange(kind=HoursChangeKind.SLOT, practitioner=slot.practitioner, about=str(slot))
