"""Free time and openings against a plain model of a calendar: cells of five minutes, no ranges.

Three days, of which the middle one may be a clock change; several therapists in one query.
"""

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from booking.models import Absence, Practitioner
from booking.scheduling.openings import Opening
from booking.scheduling.spans import Span
from booking.services.practice.find_openings import find_openings
from tests.booking.support.plain_calendar import (
    FIVE,
    VISITOR,
    Diary,
    Question,
    absence,
    absences,
    clipped,
    diaries,
    free_cells,
    openings_in,
    painted,
    questions,
    store,
)
from tests.factories.booking import (
    NOW,
    AppointmentFactory,
    PatientFactory,
    SlotFactory,
    TreatmentFactory,
    at,
)


@pytest.mark.django_db
def test_visits_just_outside_the_window_reach_into_it_with_their_turnaround() -> None:
    slot = SlotFactory(starts_at=at(7), ends_at=at(13))
    before, after = timedelta(minutes=50), timedelta(minutes=20)
    for start in (at(7, 30), at(12, 10)):
        AppointmentFactory(practitioner=slot.practitioner, starts_at=start, turnaround=before)

    free = Practitioner.objects.free_spans(Span(at(8), at(12)), turnaround=after, now=NOW)

    assert [span for _pk, span in free if span.ends_at > at(8)] == [Span(at(8, 50), at(11, 50))]


class TestFreeTime(TestCase):
    @settings(deadline=None, max_examples=80)
    @given(asked=questions, people=st.lists(diaries, min_size=1, max_size=3), closings=absences)
    def test_free_time_and_openings_are_where_a_walk_through_the_calendar_finds_room(
        self, asked: Question, people: list[Diary], closings: list[tuple[int, int]]
    ) -> None:
        treatment = TreatmentFactory(
            duration=asked.length * FIVE, turnaround=asked.turnaround * FIVE
        )
        PatientFactory()
        stored = [(store(asked, treatment, diary), diary) for diary in people]
        Absence.objects.bulk_create(absence(asked, closing, None) for closing in closings)
        walked = {person.pk: free_cells(asked, diary, closings) for person, diary in stored}
        window = Span(asked.instant(asked.window[0]), asked.instant(asked.window[1]))

        free = Practitioner.objects.filter(pk__in=walked).free_spans(
            window, turnaround=treatment.turnaround, now=asked.now, visitor=VISITOR
        )
        openings = find_openings(
            treatment,
            [person for person, _diary in stored],
            rules=asked.rules,
            now=asked.now,
            window=window,
            visitor=VISITOR,
        )

        for pk, cells_of_person in walked.items():
            spans = [span for owner, span in free if owner == pk]
            assert all(one.ends_at < next_one.starts_at for one, next_one in pairwise(spans))
            assert painted(asked, spans) == clipped(asked, cells_of_person)
        assert openings == sorted(
            Opening(asked.instant(cell), asked.instant(cell + asked.length), pk)
            for pk, cells_of_person in walked.items()
            for cell in openings_in(cells_of_person, asked)
        )
