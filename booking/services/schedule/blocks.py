"""Internal blocks of several therapists, and of several weeks, that are made or deleted at once."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from hashlib import blake2s
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from booking.errors import ChangedMeanwhile
from booking.models import Absence, HoursChange, InternalBlock
from booking.models.hours_change import HoursChangeKind
from booking.scheduling.spans import Span
from booking.services.guards.working_time import locked_working_time
from booking.services.schedule.change_hours import Outcome, change_hours

# Of more blocks that cannot be, the number is told.
MOST_NAMED = 5


def save_blocks(blocks: Sequence[InternalBlock], *, now: datetime) -> list[Outcome]:
    """Store new blocks, all or none; what followed for each therapist.

    More than one are marked as made together. Raises HoursBusy, and ValidationError, which says who
    has something else then and when.
    """
    together = uuid4() if len(blocks) > 1 else None
    people = _people(blocks)
    with locked_working_time(people):
        _refuse_overlaps(blocks)
        outcomes = []
        for pk in people:
            own = [block for block in blocks if block.practitioner_id == pk]
            for block in own:
                block.made_together = together
            write = _storing(own)
            outcomes.append(change_hours([pk], write, _change(own), now=now))
    return outcomes


def made_with(block: InternalBlock, now: datetime) -> list[InternalBlock]:
    """The block and those that were made together with it and are not over, in order of time."""
    if block.made_together is None:
        return [block]
    coming = InternalBlock.objects.filter(made_together=block.made_together, ends_at__gt=now)
    others = coming.exclude(pk=block.pk).select_related("practitioner")
    return sorted([block, *others], key=lambda one: (one.starts_at, one.practitioner_id))


def version_of_blocks(blocks: Iterable[InternalBlock]) -> str:
    """The blocks and their times, in a few signs, for a screen to send back."""
    facts = [(one.pk, one.practitioner_id, str(one.span)) for one in blocks]
    return blake2s(repr(facts).encode(), digest_size=6).hexdigest()


def delete_made_with(
    block: InternalBlock, *, shown: str, now: datetime
) -> tuple[list[InternalBlock], list[Outcome]]:
    """Delete the block and those that were made together with it, all or none.

    `shown` is the version of those on the screen. Returns them, with what followed. Raises
    HoursBusy, and ChangedMeanwhile if they are others by now or at other times.
    """
    with locked_working_time([]):
        stored = InternalBlock.objects.select_related("practitioner").filter(pk=block.pk).first()
        blocks = made_with(stored, now) if stored else []
        if version_of_blocks(blocks) != shown:
            raise ChangedMeanwhile(_("These blocks have changed meanwhile: look at them again."))
        return blocks, delete_blocks(blocks, now=now)


def delete_blocks(blocks: Sequence[InternalBlock], *, now: datetime) -> list[Outcome]:
    """Delete these blocks, all or none; their time is free again. Raises HoursBusy."""
    people = _people(blocks)
    with locked_working_time(people):
        outcomes = []
        for pk in people:
            own = [block for block in blocks if block.practitioner_id == pk]
            rows = Absence.objects.filter(pk__in=[block.pk for block in own])
            outcomes.append(change_hours([pk], rows.delete, _change(own), now=now))
    return outcomes


def _people(blocks: Iterable[InternalBlock]) -> list[int]:
    return sorted({block.practitioner_id for block in blocks if block.practitioner_id})


def _storing(blocks: Sequence[InternalBlock]) -> Callable[[], None]:
    def write() -> None:
        for block in blocks:
            block.save()

    return write


def _change(blocks: Sequence[InternalBlock]) -> HoursChange:
    first = min(blocks, key=lambda block: block.starts_at)
    kind = HoursChangeKind.BLOCK
    return HoursChange(kind=kind, practitioner=first.practitioner, about=str(first))


def _refuse_overlaps(blocks: Sequence[InternalBlock]) -> None:
    """Raise ValidationError, which names all that is in the way; one query."""
    window = Span(min(block.starts_at for block in blocks), max(block.ends_at for block in blocks))
    there = list(Absence.objects.filter(practitioner__in=_people(blocks)).during(window))
    told = [
        block.refusal_by(other)
        for block in blocks
        for other in there
        if other.practitioner_id == block.practitioner_id and other.span.overlap(block.span)
    ]
    if not told:
        return
    if (more := len(told) - MOST_NAMED) > 0:
        words = ngettext("And %(count)d more.", "And %(count)d more.", more) % {"count": more}
        told = [*told[:MOST_NAMED], words]
    raise ValidationError(told)
