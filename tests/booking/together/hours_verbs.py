"""Changes of working time: somebody is away, the practice closes, and the opposite."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import strategies as st
from hypothesis.stateful import consumes, multiple, rule

from booking.models import Absence, InternalBlock
from booking.services.schedule.absences import delete_absence, save_absence
from booking.services.schedule.blocks import save_blocks
from tests.booking.together.stage import STARTS, Stage, starts
from tests.booking.together.terms import LENGTH

WEEK = timedelta(weeks=1)
LENGTHS = st.sampled_from([timedelta(minutes=n) for n in (15, 60, 240)])


class HoursVerbs(Stage):
    """Verbs that open and close time."""

    @rule(target=Stage.absences, who=st.sampled_from([0, 1, None]), start=starts, length=LENGTHS)
    def closes_time(self, who: int | None, start: Any, length: timedelta) -> Any:
        if start + length <= self.now:
            return multiple()
        person = None if who is None else self.people[who]
        absence = Absence(practitioner=person, starts_at=start, ends_at=start + length)
        if person and self._is_away(person.pk, start, start + length):
            with pytest.raises(ValidationError):
                save_absence(absence, now=self.now)
            return multiple()
        save_absence(absence, now=self.now)
        row = {"who": person and person.pk, "start": start, "end": start + length}
        self.world.absences[absence.pk] = row
        self.world.close_hours()
        return absence.pk

    @rule(pk=consumes(Stage.absences))
    def opens_time_again(self, pk: int) -> None:
        world = self.world
        before = {
            (who.pk, start) for who in self.people for start in STARTS if self._works(who.pk, start)
        }
        delete_absence(Absence.objects.get(pk=pk), now=self.now)
        del world.absences[pk]
        for who in self.people:
            for start in STARTS:
                if self._works(who.pk, start) and (who.pk, start) not in before:
                    world.free(who.pk, start, start + LENGTH)

    @rule(
        target=Stage.absences,
        who=st.sampled_from([(0,), (1,), (0, 1)]),
        start=starts,
        length=LENGTHS,
        weeks=st.sampled_from([1, 2]),
    )
    def blocks_time(self, who: Any, start: Any, length: timedelta, weeks: int) -> Any:
        """Of one or both therapists, and once or twice: all, or none if one of them is away."""
        if start + length <= self.now:
            return multiple()
        blocks = [
            InternalBlock(
                practitioner=self.people[one],
                starts_at=start + number * WEEK,
                ends_at=start + number * WEEK + length,
            )
            for number in range(weeks)
            for one in who
        ]
        taken = any(
            self._is_away(block.practitioner_id, block.starts_at, block.ends_at, blocks=True)
            for block in blocks
        )
        if taken:
            with pytest.raises(ValidationError):
                save_blocks(blocks, now=self.now)
            return multiple()
        save_blocks(blocks, now=self.now)
        for block in blocks:
            self.world.absences[block.pk] = {
                "who": block.practitioner_id,
                "start": block.starts_at,
                "end": block.ends_at,
                "is_block": True,
            }
        self.world.close_hours()
        return multiple(*[block.pk for block in blocks])

    def _is_away(self, who: int, start: Any, end: Any, *, blocks: bool = False) -> bool:
        """Tell whether an absence of that therapist meets that time; a closing does not count.

        An absence may lie over a block, so `blocks` count for another block only.
        """
        own = [row for row in self.world.absences.values() if row["who"] == who]
        own = [row for row in own if blocks or not row.get("is_block")]
        return any(row["start"] < end and start < row["end"] for row in own)

    def _works(self, who: int, start: Any) -> bool:
        return self.world.works(who, start)
