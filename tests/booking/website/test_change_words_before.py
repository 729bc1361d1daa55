"""The page that asks to confirm a time says until when it could then be changed online."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from booking import links
from booking.models import Appointment, Practitioner
from booking.services.visits.hold import hold
from booking.text.formats import moment_text
from tests.factories.booking import (
    AppointmentFactory,
    PractitionerFactory,
    SlotFactory,
    TreatmentFactory,
    WaitlistOfferFactory,
)

pytestmark = pytest.mark.django_db
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
ONCE_CONFIRMED = "Na het bevestigen kan je deze afspraak nog 15 minuten online verplaatsen"


def words(page: Any) -> str:
    return str(page.content.decode())


@pytest.fixture
def therapist() -> Practitioner:
    """At work from now until in three weeks."""
    TreatmentFactory()
    person, now = PractitionerFactory(), timezone.now()
    for day in range(21):
        start = now + day * DAY
        SlotFactory(practitioner=person, starts_at=start, ends_at=start + DAY)
    return person  # type: ignore[no-any-return]


def visit_of(person: Practitioner, starts_at: datetime, chosen_at: datetime) -> Appointment:
    """An appointment that was booked then, with a cut-off of a day."""
    return AppointmentFactory(  # type: ignore[no-any-return]
        practitioner=person,
        treatment=person.treatments.get(),
        starts_at=starts_at,
        arranged_at=chosen_at,
        change_until=max(starts_at - DAY, chosen_at + 15 * MINUTE),
    )


def hour_after(instant: datetime) -> datetime:
    return instant.replace(minute=0, second=0, microsecond=0) + HOUR


@pytest.mark.parametrize(("ahead", "is_soon"), [(3 * HOUR, True), (3 * DAY, False)])
def test_before_confirming_the_page_says_what_will_hold(
    client: Client, therapist: Practitioner, ahead: timedelta, is_soon: bool
) -> None:
    now = timezone.now()
    start = hour_after(now + ahead)
    visit = visit_of(therapist, now + 6 * DAY, now - DAY)
    pages: list[Callable[[Appointment], str]] = [
        links.hold_path,
        lambda held: links.move_path(visit, held),
    ]

    for moves, path in zip((None, visit), pages, strict=True):
        held = hold(
            treatment=visit.treatment,
            practitioner=therapist,
            starts_at=start,
            key=visit.uid,
            now=now,
            moves=moves,
        )
        page = words(client.get(path(held)))
        assert (ONCE_CONFIRMED in page) == is_soon
        assert (moment_text(start - DAY) in page) == (not is_soon)


def test_an_offer_says_what_will_hold(client: Client, therapist: Practitioner) -> None:
    now = timezone.now()
    offer = WaitlistOfferFactory(
        entry__treatment=therapist.treatments.get(),
        practitioner=therapist,
        starts_at=hour_after(now + 8 * HOUR),
        offered_at=now,
        expires_at=now + 3 * HOUR,
    )

    assert ONCE_CONFIRMED in words(client.get(links.offer_path(offer)))


def test_a_move_is_kept_no_longer_than_it_can_be_confirmed(
    client: Client, therapist: Practitioner
) -> None:
    now = timezone.now()
    visit = visit_of(therapist, now + 5 * HOUR, now - 10 * MINUTE)
    held = hold(
        treatment=visit.treatment,
        practitioner=therapist,
        starts_at=hour_after(now + 8 * HOUR),
        key=visit.uid,
        now=now,
        moves=visit,
    )

    page = client.get(links.move_path(visit, held))

    assert page.context["kept_until"] == visit.change_until
    assert moment_text(visit.change_until) in words(page)
