"""Every verb of patient, desk and clock, in any order, against a plain model of the rules.

`make test ARGS="tests/booking/together --hypothesis-profile=thorough"` tries 10,000 stories.
"""

from itertools import pairwise

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from booking.choices import COMING, AppointmentStatus
from booking.models import Absence, Appointment, Practitioner
from booking.scheduling.spans import Span
from tests.booking.together.clock import Clock
from tests.booking.together.desk_verbs import DeskVerbs
from tests.booking.together.hours_verbs import HoursVerbs
from tests.booking.together.other_verbs import OtherVerbs
from tests.booking.together.patient_verbs import PatientVerbs
from tests.booking.together.stage import STARTS
from tests.booking.together.swap_verbs import SwapVerbs
from tests.booking.together.terms import LENGTH, end_of
from tests.booking.together.waiting_verbs import WaitingVerbs

STORIES, VERBS = 40, 30
# Examples of any other property test; a profile that asks for more is asked for on purpose.
USUAL = 100


class Practice(PatientVerbs, DeskVerbs, SwapVerbs, HoursVerbs, OtherVerbs, WaitingVerbs, Clock):
    """All verbs, and what holds after each of them."""

    @invariant()
    def every_row_is_as_the_model_says(self) -> None:
        states = {AppointmentStatus.PENDING: "held", AppointmentStatus.CANCELLED: "cancelled"}
        for row in Appointment.objects.all():
            visit = self.world.visits[row.pk]
            expected = visit["state"]
            if expected in {"released", "taken", "withdrawn"}:
                expected = "cancelled"
            found = states.get(AppointmentStatus(row.status), row.status)
            where = (row.practitioner_id, row.starts_at, row.ends_at)
            assert (found, *where) == (expected, visit["who"], visit["start"], end_of(visit))

    @invariant()
    def every_entry_is_as_the_model_says(self) -> None:
        self.entries_are_as_the_model_says()

    @invariant()
    def no_two_overlap(self) -> None:
        rows = Appointment.objects.holding_time(self.now).order_by("practitioner", "starts_at")
        keeping = list(rows.values_list("practitioner", "starts_at", "ends_at"))
        for (who, _start, end), (other, start, _end) in pairwise(keeping):
            assert who != other or end <= start

    @invariant()
    def nobody_is_booked_in_an_absence(self) -> None:
        """But who was booked before it, or by the desk on purpose."""
        for absence in Absence.objects.all():
            for row in Appointment.objects.hit_by(absence, self.now).filter(status__in=COMING):
                assert absence.pk in self.world.visits[row.pk]["stood_in"]

    @invariant()
    def what_is_free_in_the_database_is_free_in_the_model(self) -> None:
        """So every time that was held comes back."""
        days = Span(min(STARTS), max(STARTS) + LENGTH)
        people = Practitioner.objects.all()
        free = people.free_spans(days, turnaround=self.treatment.turnaround, now=self.now)
        for start in STARTS:
            visit = Span(start, start + LENGTH)
            for person in self.people:
                is_free = any(pk == person.pk and span.covers(visit) for pk, span in free)
                assert is_free == self.world.is_free(person.pk, start), (person, start)


@pytest.mark.slow
@pytest.mark.django_db
def test_all_rules_hold_together_in_whatever_order_they_meet() -> None:
    chosen = settings()
    stories = chosen.max_examples if chosen.max_examples > USUAL else STORIES
    # A failure is neither made shorter nor explained: both take minutes, and its steps tell.
    phases = [Phase.generate]
    run_state_machine_as_test(
        Practice,
        settings=settings(max_examples=stories, stateful_step_count=VERBS, phases=phases),
    )
