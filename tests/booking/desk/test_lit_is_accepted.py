"""Every start that lights up is taken by the service that moves, and what it takes lights up.

Days of two therapists and two treatments at random. Tried, without overruling anything, are all
that lights up, the starts on both sides of it, where errors are, and a third of the others; the
whole day where nothing lights up.
"""

from collections.abc import Iterator
from datetime import datetime

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from booking.errors import BookingError
from booking.models import Appointment, Practitioner
from booking.models.rules import rules_for
from booking.reception.presenters.agenda import agenda_of
from booking.reception.presenters.lit import Lit, light_up
from booking.reception.presenters.where import where_it_fits
from booking.reception.views.support.hand import picked_up
from booking.scheduling.openings import next_on_grid
from booking.services.visits.move_at_desk import move_at_desk
from tests.booking.support.open_days import World, worlds
from tests.factories.booking import DAY, AppointmentFactory, at
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db

# Who, and from when.
Place = tuple[int, datetime]
at_random = settings(
    max_examples=settings.default.max_examples // 4,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def is_taken_by_the_service(visit: Appointment, pk: int, start: datetime, now: datetime) -> bool:
    """Whether the desk can move it there without overruling anything; moves nothing in the end."""
    try:
        with transaction.atomic():
            move_at_desk(
                appointment=visit,
                practitioner=Practitioner.objects.get(pk=pk),
                starts_at=start,
                overrule=False,
                now=now,
            )
            transaction.set_rollback(True)
    except BookingError:
        return False
    return True


def every_start(visit: Appointment, now: datetime) -> Iterator[Place]:
    """Starts of the day from now on, with each therapist, apart from where the visit stands."""
    step = rules_for(visit.treatment).step
    for pk in Practitioner.objects.values_list("pk", flat=True):
        start = next_on_grid(max(at(8) - step, now), step)
        while start < at(12):
            if (pk, start) != (visit.practitioner_id, visit.starts_at):
                yield pk, start
            start += step


def tried(places: list[Place], lit: set[Place], third: int) -> Iterator[Place]:
    """Those that light up and their neighbours, and one in three of the others."""
    for number, place in enumerate(places):
        beside = places[max(0, number - 1) : number + 2]
        if not lit or number % 3 == third or not lit.isdisjoint(beside):
            yield place


@at_random
@given(
    world=worlds,
    is_second=st.booleans(),
    comes_twice=st.just(False) | st.booleans(),
    third=st.integers(0, 2),
)
def test_what_lights_up_is_what_the_service_takes(
    world: World, is_second: bool, comes_twice: bool, third: int
) -> None:
    with transaction.atomic():
        world.make()
        user = UserFactory(is_superuser=True)
        visit = Appointment.objects.filter(patient__isnull=False).earliest("pk")
        if is_second:
            rest = visit.treatment.turnaround
            visit = AppointmentFactory(treatment=visit.treatment, turnaround=rest, starts_at=at(14))
        if comes_twice:
            AppointmentFactory(patient=visit.patient, starts_at=at(15))
        hand = picked_up({"hand": str(visit.pk)}, user, now=world.now)
        assert hand

        pieces = [
            one
            for column in light_up(agenda_of(DAY, now=world.now), hand).columns
            for one in column.pieces
        ]

        lit = {(one.practitioner.pk, one.starts_at) for one in pieces if isinstance(one, Lit)}
        places = list(every_start(visit, world.now))
        assert lit <= set(places)
        for place in tried(places, lit, third):
            assert is_taken_by_the_service(visit, *place, world.now) == (place in lit), place
        month = where_it_fits(hand, DAY, None, now=world.now)
        assert [one.count for week in month.weeks for one in week if one.day == DAY] == [len(lit)]
        transaction.set_rollback(True)
