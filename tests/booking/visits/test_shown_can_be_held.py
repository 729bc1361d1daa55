"""Every opening that is shown to patients can be held, and no time that can is left without one.

Days of two therapists and two treatments at random: what the website shows of them is pressed, and
what it does not show is tried.
"""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from itertools import product
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from booking.errors import BookingError
from booking.models import Appointment, Practitioner, Treatment
from booking.models.rules import rules_for
from booking.scheduling.openings import Opening, next_on_grid
from booking.scheduling.series_plan import Wish
from booking.services.practice.bookable import bookable_online
from booking.services.practice.find_openings import find_openings
from booking.services.series.hold_series import hold_series
from booking.services.series.plan import plan
from booking.services.visits.find_openings_to_move_to import find_openings_to_move_to
from booking.services.visits.hold import hold
from tests.booking.support.open_days import World, fives, worlds
from tests.factories.booking import DAY, AppointmentFactory, PractitionerFactory, at

pytestmark = pytest.mark.django_db
# The day shown ends here; nothing is opened after it.
END = at(11)

# Making a day and pressing all that it shows is slow: a tenth of the days that the profile asks.
at_random = settings(
    max_examples=settings.default.max_examples // 10,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def shown(world: World, treatment: Treatment) -> list[Opening]:
    """What the page of a treatment shows to the visitor, for everybody who gives it."""
    bookable = bookable_online(today=world.now.date())
    if bookable.treatment(treatment.slug) is None:
        return []
    people, rules = bookable.giving(treatment), rules_for(treatment)
    return find_openings(treatment, people, rules=rules, now=world.now, visitor=world.visitor)


def can_be_held(
    world: World,
    treatment: Treatment,
    pk: int,
    start: datetime,
    *,
    by: UUID | None = None,
    moves: Appointment | None = None,
) -> bool:
    """Whether a press of the visitor, or of another, keeps the time; keeps nothing in the end."""
    practitioner = Practitioner.objects.get(pk=pk)
    try:
        with transaction.atomic():
            hold(
                treatment=treatment,
                practitioner=practitioner,
                starts_at=start,
                key=by or world.visitor,
                now=world.now,
                moves=moves,
            )
            transaction.set_rollback(True)
    except BookingError:
        return False
    return True


def every_start(treatment: Treatment) -> Iterator[tuple[int, datetime]]:
    """All starts of the day that the rules allow, with each therapist."""
    step, start = rules_for(treatment).step, next_on_grid(at(8), rules_for(treatment).step)
    while start < END:
        yield from product(Practitioner.objects.values_list("pk", flat=True), [start])
        start += step


@at_random
@given(world=worlds)
def test_every_opening_can_be_held_and_none_is_missing_where_one_can(world: World) -> None:
    with transaction.atomic():
        world.make()
        for treatment in Treatment.objects.all():
            openings = shown(world, treatment)
            assert all(can_be_held(world, treatment, one[2], one[0]) for one in openings)
            for pk, start in every_start(treatment):
                end = start + treatment.duration
                around = [one for one in openings if one[2] == pk and one[0] < end]
                is_near = any(start < one.ends_at for one in around)
                assert is_near or not can_be_held(world, treatment, pk, start, by=uuid4())
        transaction.set_rollback(True)


@at_random
@given(world=worlds, begins=fives)
def test_every_opening_to_move_to_can_be_held_for_the_move(world: World, begins: timedelta) -> None:
    with transaction.atomic():
        world.make()
        treatment = Treatment.objects.earliest("pk")
        person = PractitionerFactory(treatments=[treatment])
        visit = AppointmentFactory(
            practitioner=person, treatment=treatment, starts_at=at(8) + begins
        )
        people = [person, *bookable_online(today=world.now.date()).giving(treatment)]
        found = find_openings_to_move_to(visit, people, now=world.now, visitor=world.visitor)
        assert all(can_be_held(world, treatment, one[2], one[0], moves=visit) for one in found)
        transaction.set_rollback(True)


@at_random
@given(world=worlds, same=st.booleans())
def test_every_moment_of_a_plan_can_be_held_and_so_can_what_could_replace_it(
    world: World, same: bool
) -> None:
    with transaction.atomic():
        world.make()
        treatment = Treatment.objects.earliest("pk")
        for clock in range(9, 12):
            for one in planned(world, treatment, clock, same):
                with transaction.atomic():
                    kept = hold_series(
                        treatment=treatment, visits=[one], key=world.visitor, now=world.now
                    )
                    assert kept.appointments.get().starts_at == one.starts_at
                    transaction.set_rollback(True)
        transaction.set_rollback(True)


def planned(world: World, treatment: Treatment, clock: int, same: bool) -> list[Opening]:
    """What the page of a series proposes for that day from that hour of the clinic on."""
    people = bookable_online(today=world.now.date()).giving(treatment)
    wish = Wish(
        count=1,
        weekdays=frozenset({DAY.isoweekday()}),
        opens=time(clock),
        closes=time(clock + 2),
        first_day=DAY,
        practitioners=tuple(person.pk for person in people),
        same_throughout=same,
    )
    found = plan(
        wish=wish,
        treatment=treatment,
        practitioners=people,
        rules=rules_for(treatment),
        now=world.now,
        visitor=world.visitor,
    )
    return [one for visit in found.visits for one in (visit.opening, *visit.substitutes)]
