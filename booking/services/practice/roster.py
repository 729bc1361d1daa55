"""Rosters turned into slots, and kept in step with them."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Max

from booking.models import BookingRules, Slot, Treatment, WorkingHours
from booking.models.rules import practice_rules
from booking.scheduling.rules import GENERATE_BEYOND_HORIZON


@transaction.atomic
def generate_slots(*, today: date) -> int:
    """Turn rosters into slots for the coming weeks; tell how many days' work it added.

    Every day is laid out once, until its line of the roster changes: what was edited or removed
    since stays so. What overlaps a slot opened by hand is left out.
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
    """How far ahead any treatment can be booked."""
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
    """Lay the line out anew from tomorrow on. Slots that were edited by hand are not touched."""
    line.slots.filter(starts_at__date__gt=today).delete()
    line.generated_until = today if line.generated_until else None
    line.save(update_fields=["generated_until"])
    generate_slots(today=today)


@transaction.atomic
def end_roster(*, line: WorkingHours, today: date) -> None:
    """Delete the line with what it laid out from tomorrow on; what was booked stays booked."""
    line.slots.filter(starts_at__date__gt=today).delete()
    line.delete()
