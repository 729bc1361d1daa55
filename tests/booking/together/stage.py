"""The practice in the database, and how a verb is tried on it and on the plain model at once."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core import mail
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine

from booking.errors import BookingError, LinkExpired
from booking.models import Appointment, Attempt, BookingRules, Practitioner, Treatment
from booking.models.patient import ContactDetails
from tests.booking.together.terms import (
    CUT_OFF,
    LENGTH,
    MOST_A_DAY,
    MOST_COMING,
    NOTICE,
    TURNAROUND,
)
from tests.booking.together.world import World
from tests.factories.booking import DAY, PractitionerFactory, SlotFactory, TreatmentFactory, at

# Two mornings from 8 to 10 UTC; starts are on the quarter, some of them outside those hours.
DAYS = (DAY, DAY + timedelta(days=1))
STARTS = [
    at(8, day=day) + timedelta(minutes=15 * quarter) for day in DAYS for quarter in range(-1, 8)
]
PEOPLE = {
    name: ContactDetails(name, f"{name.split()[0].lower()}@patient.example", f"+3247012345{n}")
    for n, name in enumerate(["Mia Voorbeeld", "Jef Voorbeeld", "Fien Voorbeeld"])
}
VISITORS = [UUID(int=n) for n in (1, 2, 3)]

starts = st.sampled_from(STARTS)
therapists = st.integers(0, 1)
names = st.sampled_from(list(PEOPLE))
visitors = st.sampled_from(VISITORS)


class Stage(RuleBasedStateMachine):
    """Two therapists, one treatment, three patients; all of it is rolled back at the end.

    Bundles hold ids of rows, those that are over too: a stale page may send any of them.
    """

    holds, move_holds = Bundle("holds"), Bundle("move_holds")
    visits, absences = Bundle("visits"), Bundle("absences")
    entries, offers = Bundle("entries"), Bundle("offers")

    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        mail.outbox.clear()
        BookingRules.objects.create(
            minimum_notice=NOTICE,
            cancellation_notice=CUT_OFF,
            step=timedelta(minutes=15),
            most_coming_visits=MOST_COMING,
            most_visits_a_day=MOST_A_DAY,
        )
        self.treatment: Treatment = TreatmentFactory(duration=LENGTH, turnaround=TURNAROUND)
        self.people: list[Practitioner] = PractitionerFactory.create_batch(2)
        self.world = World()
        self.fresh_offers: list[int] = []
        for person in self.people:
            for day in DAYS:
                open_hours = {"starts_at": at(8, day=day), "ends_at": at(10, day=day)}
                SlotFactory(practitioner=person, **open_hours)
                hours = {"start": open_hours["starts_at"], "end": open_hours["ends_at"]}
                self.world.slots.append({"who": person.pk} | hours)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    @property
    def now(self) -> datetime:
        return self.world.now

    def tried(self, work: Callable[[], Any], *, allowed: bool) -> Any:
        """What the work gives, or None when a rule said no: exactly when the model says so."""
        Attempt.objects.all().delete()  # quotas have tests of their own
        given = refusal = None
        try:
            given = work()
        except BookingError as error:
            refusal = error
        assert allowed == (refusal is None), refusal or f"the model refuses it: {given!r}"
        return given

    def appointment(self, pk: int) -> Appointment:
        """The row as a view reads it; a hold that was never booked is deleted after a day."""
        if self.world.visits[pk]["state"] == "deleted":
            assert not Appointment.objects.filter(pk=pk).exists()
            raise LinkExpired
        return Appointment.objects.for_page().get(pk=pk)

    def booked(self) -> list[int]:
        return [pk for pk, row in self.world.visits.items() if row["state"] == "booked"]

    def person(self, who: int) -> Practitioner:
        return next(person for person in self.people if person.pk == who)
