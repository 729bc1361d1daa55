"""Lines of a roster, which open a practitioner's hours week after week."""

from datetime import date, datetime

from booking.errors import LinesOverlap
from booking.models import HoursChange, WorkingHours
from booking.models.hours_change import HoursChangeKind
from booking.services.schedule.change_hours import Outcome, change_hours
from booking.services.schedule.generate_slots import generate_line
from booking.services.schedule.holidays import close_holidays


def save_line(line: WorkingHours, *, today: date, now: datetime) -> Outcome:
    """Store a new or changed line of a roster, and generate its slots anew from tomorrow on.

    A new line opens hours from today on. Slots that were edited by hand belong to no line any more
    and stay; the outcome tells which stretches of the line they are in the way of. Raises HoursBusy
    and LinesOverlap.
    """
    close_holidays(today=today, now=now)
    left_out = []

    def write() -> None:
        _refuse_overlap(line, today)
        stored = WorkingHours.objects.select_for_update().filter(pk=line.pk).first()
        line.generated_until = today if stored and stored.generated_until else None
        line.save()
        line.slots.filter(starts_at__date__gt=today).delete()
        left_out.extend(generate_line(line, today=today))

    before = WorkingHours.objects.filter(pk=line.pk).values_list("practitioner", flat=True)
    outcome = change_hours({line.practitioner_id, *before}, write, _change(line), now=now)
    outcome.left_out = left_out
    return outcome


def delete_line(line: WorkingHours, *, today: date, now: datetime) -> Outcome:
    """Delete the line and its slots from tomorrow on; appointments stay booked.

    Raises HoursBusy.
    """

    def write() -> None:
        list(WorkingHours.objects.select_for_update().filter(pk=line.pk))
        line.slots.filter(starts_at__date__gt=today).delete()
        line.delete()

    return change_hours([line.practitioner_id], write, _change(line), now=now)


def _refuse_overlap(line: WorkingHours, today: date) -> None:
    """Refuse a line that opens the hours of another one. Raises LinesOverlap, which names all."""
    others = WorkingHours.objects.filter(practitioner=line.practitioner_id, weekday=line.weekday)
    clashes = {
        other: day
        for other in others.exclude(pk=line.pk)
        if (day := line.first_clash(other, since=today))
    }
    if clashes:
        names = [other.in_words for other in clashes]
        raise LinesOverlap(line.in_words, names, min(clashes.values()))


def _change(line: WorkingHours) -> HoursChange:
    return HoursChange(
        kind=HoursChangeKind.ROSTER, practitioner=line.practitioner, about=line.in_words
    )
