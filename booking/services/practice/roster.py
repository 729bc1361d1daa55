"""Generation of slots from rosters.

Example: it is Monday 2 March 2026. Eight weeks can be booked and four more are generated, so the
last day is Monday 25 May. A new line for Mondays from 9:00 to 12:00 gets a slot on each Monday from
2 March to 25 May, and its `generated_until` becomes 25 May. The desk deletes the slot of 9 March.
The next day the task looks at 26 May only, so the deleted slot does not come back. If the line
itself is changed on 3 March, its slots from 4 March on are deleted and generated anew, also that of
9 March.
"""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Max

from booking.models import BookingRules, Slot, Treatment, WorkingHours
from booking.models.rules import practice_rules
from booking.scheduling.rules import GENERATE_BEYOND_HORIZON


@transaction.atomic
def generate_slots(*, today: date) -> int:
    """Generate the slots of the coming weeks; returns how many it tried to add.

    Each day of a roster line is done once, until the line changes, so that slots that were edited
    or deleted stay as they are. A slot that would overlap one of the practitioner is left out.
    """
    last = today + _furthest_horizon(practice_rules()) + GENERATE_BEYOND_HORIZON
    lines = WorkingHours.objects.filter(practitioner__is_active=True).exclude(
        generated_until__gte=last
    )
    added = 0
    for line in lines.select_for_update(of=("self",), skip_locked=True):
        added += _generate(line, today, last)
    return added


def _furthest_horizon(practice: BookingRules) -> timedelta:
    """The longest time ahead at which any treatment can be booked."""
    own = Treatment.objects.aggregate(furthest=Max("horizon"))["furthest"]
    return max(filter(None, (own, practice.horizon)))


def _generate(line: WorkingHours, today: date, last: date) -> int:
    first = max(today, line.generated_until + timedelta(days=1)) if line.generated_until else today
    slots = [
        Slot(
            practitioner_id=line.practitioner_id,
            working_hours=line,
            starts_at=span.starts_at,
            ends_at=span.ends_at,
        )
        for span in line.spans(first, last)
    ]
    Slot.objects.bulk_create(slots, ignore_conflicts=True)
    line.generated_until = last
    line.save(update_fields=["generated_until"])
    return len(slots)


@transaction.atomic
def change_roster(*, line: WorkingHours, today: date) -> None:
    """Generate the slots of a changed line anew, from tomorrow on.

    Slots that were edited by hand belong to no line any more and stay.
    """
    line.slots.filter(starts_at__date__gt=today).delete()
    line.generated_until = today if line.generated_until else None
    line.save(update_fields=["generated_until"])
    generate_slots(today=today)


@transaction.atomic
def end_roster(*, line: WorkingHours, today: date) -> None:
    """Delete the line and its slots from tomorrow on; appointments stay booked."""
    line.slots.filter(starts_at__date__gt=today).delete()
    line.delete()
