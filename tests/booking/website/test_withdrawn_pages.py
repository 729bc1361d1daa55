"""What somebody reads whose time is worked no more, at whichever step it happens."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from booking import links
from booking.choices import OfferStatus
from booking.models import Absence, Appointment, WaitlistOffer
from booking.scheduling.clock import CLINIC_TZ, clinic_day
from booking.services.schedule.absences import save_absence
from booking.services.visits.hold import hold
from tests.booking.conftest import OpenPractice
from tests.booking.support.weekly import Weekly, hold_on, weekly
from tests.factories.booking import (
    AppointmentFactory,
    SlotFactory,
    WaitlistEntryFactory,
    WaitlistOfferFactory,
)

__all__ = ["weekly"]

pytestmark = pytest.mark.django_db
GONE = "Noor is er op dat uur niet meer. Kies een ander moment."
Typed = Callable[..., dict[str, Any]]


def close_day(practice: OpenPractice) -> None:
    """An absence of the therapist on the day of the practice, who also works the day after."""
    slot = practice.slot
    day = timedelta(days=1)
    SlotFactory(
        practitioner=practice.practitioner,
        starts_at=slot.starts_at + day,
        ends_at=slot.ends_at + day,
    )
    whole = clinic_day(slot.starts_at.astimezone(CLINIC_TZ).date())
    absence = Absence(practitioner=practice.practitioner, starts_at=whole[0], ends_at=whole[1])
    save_absence(absence, now=timezone.now())


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_was_typing_reads_why_and_gets_the_nearest_moments(
    client: Client, practice_with_room: OpenPractice, held: Appointment, details: Typed, method: str
) -> None:
    url = links.hold_path(held)
    close_day(practice_with_room)

    page = getattr(client, method)(url, details() if method == "post" else None)

    assert page.status_code == 409
    text = page.content.decode()
    assert [words in text for words in (GONE, "Dit kan niet meer", "Net bezet")] == [
        True,
        True,
        False,
    ]
    assert len(page.context["moments"]) == 3


def test_who_presses_a_moment_that_was_shown_just_before_reads_why(
    client: Client, practice_with_room: OpenPractice
) -> None:
    close_day(practice_with_room)

    page = client.post("/afspraak/momenten/", practice_with_room.press(practice_with_room.at(9)))

    assert (page.status_code, GONE in page.content.decode()) == (409, True)
    assert len(page.context["moments"]) == 3


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_was_moving_reads_why_and_keeps_the_appointment(
    client: Client, practice_with_room: OpenPractice, method: str
) -> None:
    visit = AppointmentFactory(
        practitioner=practice_with_room.practitioner,
        treatment=practice_with_room.treatment,
        starts_at=practice_with_room.at(9) + timedelta(days=9),
    )
    held = hold(
        treatment=practice_with_room.treatment,
        practitioner=practice_with_room.practitioner,
        starts_at=practice_with_room.at(9),
        key=uuid4(),
        moves=visit,
        now=timezone.now(),
    )
    close_day(practice_with_room)

    page = getattr(client, method)(links.move_path(visit, held))

    assert (page.status_code, GONE in page.content.decode()) == (409, True)


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_planned_a_series_reads_why_and_gets_another_plan(
    client: Client, weekly: Weekly, details: Typed, method: str
) -> None:
    url = hold_on(client, weekly)
    first = datetime.combine(weekly.days[0], time(), CLINIC_TZ)
    absence = Absence(starts_at=first, ends_at=first + timedelta(days=1))
    save_absence(absence, now=timezone.now())

    page = getattr(client, method)(url, details() if method == "post" else None)

    assert (page.status_code, GONE in page.content.decode()) == (409, True)


@pytest.fixture
def offer(practice_with_room: OpenPractice) -> WaitlistOffer:
    entry = WaitlistEntryFactory(treatment=practice_with_room.treatment)
    offer: WaitlistOffer = WaitlistOfferFactory(
        entry=entry,
        practitioner=practice_with_room.practitioner,
        starts_at=practice_with_room.at(9),
        offered_at=timezone.now(),
        expires_at=timezone.now() + timedelta(hours=3),
    )
    return offer


def test_a_withdrawn_offer_says_so_and_cannot_be_accepted_from_a_page_that_was_open(
    client: Client, practice_with_room: OpenPractice, offer: WaitlistOffer
) -> None:
    close_day(practice_with_room)

    shown = client.get(links.offer_path(offer))
    late = client.post(links.offer_path(offer), {"antwoord": "ja"})

    text = shown.content.decode()
    told = (
        "Noor is er op dat uur niet meer",
        "Je behoudt je plaats op de wachtlijst",
        'value="ja"',
    )
    assert [words in text for words in told] == [True, True, False]
    assert (late.status_code, GONE in late.content.decode()) == (409, True)
    offer.refresh_from_db()
    assert offer.status == OfferStatus.WITHDRAWN


def test_the_desk_cannot_accept_it_from_a_list_that_was_open(
    desk: Client, practice_with_room: OpenPractice, offer: WaitlistOffer
) -> None:
    close_day(practice_with_room)

    page = desk.post(reverse("wachtlijst:answer", args=[offer.pk]), {"antwoord": "ja"}, follow=True)

    [said] = page.context["messages"]
    assert str(said).strip() == "De kinesitherapeut is er op dat uur niet meer."
    assert "Ingetrokken: dan werkt er niemand meer" in page.content.decode()
