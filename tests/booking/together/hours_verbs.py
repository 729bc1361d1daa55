"""Changes of working time: somebody is away, the practice closes, and the opposite."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import strategies as st
from hypothesis.stateful import consumes, multiple, rule

from booking.models import Absence
from booking.services.schedule.absences import delete_absence, save_absence
from tests.booking.together.stage import STARTS, Stage, starts
from tests.booking.together.world import LENGTH

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

    def _is_away(self, who: int, start: Any, end: Any) -> bool:
        """Tell whether an absence of that therapist meets that time; a closing does not count."""
        own = (row for row in self.world.absences.values() if row["who"] == who)
        return any(row["start"] < end and start < row["end"] for row in own)

    def _works(self, who: int, start: Any) -> bool:
        return self.world.works(who, start)
