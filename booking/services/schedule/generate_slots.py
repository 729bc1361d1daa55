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

from booking.models import Slot, Treatment, WorkingHours
from booking.models.rules import practice_rules
from booking.scheduling.rules import GENERATE_BEYOND_HORIZON
from booking.scheduling.spans import Span


@transaction.atomic
def generate_slots(*, today: date) -> int:
    """Generate the slots of the coming weeks; returns how many it tried to add.

    Each day of a roster line is done once, until the line changes, so that slots that were edited
    or deleted stay as they are. A slot that would overlap one of the practitioner is left out.
    """
    last = last_day_to_generate(today)
    lines = WorkingHours.objects.filter(practitioner__is_active=True).exclude(
        generated_until__gte=last
    )
    added = 0
    for line in lines.select_for_update(of=("self",), skip_locked=True):
        added += len(_generate(line, today, last))
    return added


def last_day_to_generate(today: date) -> date:
    """The last day that gets slots: beyond what can be booked of any treatment."""
    own = Treatment.objects.aggregate(furthest=Max("horizon"))["furthest"]
    furthest: timedelta = max(filter(None, (own, practice_rules().horizon)))
    return today + furthest + GENERATE_BEYOND_HORIZON


def generate_line(line: WorkingHours, *, today: date) -> list[Span]:
    """Generate the slots of one line; returns the stretches that another slot is in the way of.

    Call it in a transaction that has locked the line and its practitioner.
    """
    if not line.practitioner.is_active:
        return []
    tried = _generate(line, today, last_day_to_generate(today))
    made = set(
        line.slots.filter(starts_at__in=[span.starts_at for span in tried]).values_list(
            "starts_at", flat=True
        )
    )
    return [span for span in tried if span.starts_at not in made]


def _generate(line: WorkingHours, today: date, last: date) -> list[Span]:
    first = max(today, line.generated_until + timedelta(days=1)) if line.generated_until else today
    spans = list(line.spans(first, last))
    slots = [
        Slot(
            practitioner_id=line.practitioner_id,
            working_hours=line,
            starts_at=span.starts_at,
            ends_at=span.ends_at,
        )
        for span in spans
    ]
    Slot.objects.bulk_create(slots, ignore_conflicts=True)
    line.generated_until = last
    line.save(update_fields=["generated_until"])
    return spans
