"""Pages of a patient that lie open while the practice or another tab changes what they show."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from booking import links
from booking.choices import AppointmentStatus, CancelledBy, OfferStatus
from booking.models import Appointment, AppointmentSeries, Notification, WaitlistOffer
from booking.services.visits.cancel import cancel
from booking.services.visits.move_at_desk import move_at_desk
from tests.booking.conftest import OpenPractice
from tests.booking.support.move_pages import confirm_path, visit
from tests.booking.support.visit_links import cancel_path
from tests.booking.support.waitlist import offer_all_that_is_free
from tests.booking.support.weekly import Weekly, weekly
from tests.factories.booking import AppointmentFactory, SeriesFactory, WaitlistEntryFactory

__all__ = ["visit", "weekly"]

pytestmark = pytest.mark.django_db
CHANGED = "Er is iets veranderd sinds je deze pagina opende"


def opened(client: Client, path: str) -> dict[str, str]:
    """What the form of a page sends along as what it showed."""
    found = re.search(r'name="getoond" value="([^"]+)"', client.get(path).content.decode())
    assert found
    return {"getoond": found[1]}


def shown_again(page: Any) -> dict[str, str]:
    """The form of a page that says that something changed."""
    text = page.content.decode()
    assert (page.status_code, CHANGED in text) == (409, True)
    return {"getoond": re.findall(r'name="getoond" value="([^"]+)"', text)[0]}


def moved_at_desk(visit: Appointment, starts_at: datetime) -> None:
    move_at_desk(
        appointment=visit,
        practitioner=visit.practitioner,
        starts_at=starts_at,
        overrule=True,
        now=timezone.now(),
    )


def test_an_appointment_that_the_desk_moved_is_shown_before_it_is_cancelled(
    client: Client, visit: Appointment, practice_with_room: OpenPractice
) -> None:
    form = opened(client, cancel_path(visit)) | {"reason": "ill"}
    moved_at_desk(visit, practice_with_room.at(11))

    page = client.post(cancel_path(visit), form)

    form |= shown_again(page)
    assert "11.00\xa0u" in page.content.decode()
    assert re.search(r'value="ill"[^>]* checked', page.content.decode())
    visit.refresh_from_db()
    assert visit.status == AppointmentStatus.BOOKED
    client.post(cancel_path(visit), form)
    visit.refresh_from_db()
    assert visit.status == AppointmentStatus.CANCELLED


def test_an_appointment_that_the_desk_moved_is_shown_before_the_patient_moves_it(
    client: Client, visit: Appointment, practice_with_room: OpenPractice
) -> None:
    path = confirm_path(client, visit, practice_with_room.at(10))
    form = opened(client, path)
    moved_at_desk(visit, practice_with_room.at(11))

    page = client.post(path, form)

    form = shown_again(page)
    assert "11.00\xa0u" in page.content.decode()
    visit.refresh_from_db()
    assert visit.starts_at == practice_with_room.at(11)
    client.post(path, form)
    visit.refresh_from_db()
    assert visit.starts_at == practice_with_room.at(10)


@pytest.fixture
def series(weekly: Weekly) -> AppointmentSeries:
    """Three appointments, at six in the evening of the first three days."""
    made: AppointmentSeries = SeriesFactory(treatment=weekly.treatment)
    for day in weekly.days[:3]:
        AppointmentFactory(
            series=made,
            patient=made.patient,
            treatment=weekly.treatment,
            practitioner=weekly.practitioner,
            starts_at=weekly.at(day, 18),
        )
    return made


def first_of(series: AppointmentSeries) -> Appointment:
    return series.appointments.for_page().earliest("starts_at")


def test_the_rest_of_a_series_is_asked_again_when_one_more_would_be_cancelled(
    client: Client, weekly: Weekly, series: AppointmentSeries
) -> None:
    path = f"{links.series_path(series)}annuleren/"
    form = {"sinds": weekly.days[1].isoformat()}
    form |= opened(client, f"{path}?sinds={form['sinds']}")
    moved_at_desk(first_of(series), weekly.at(weekly.days[3], 18))

    page = client.post(path, form)

    form |= shown_again(page)
    assert len(page.context["rest"].changeable) == 3
    assert not series.appointments.filter(status=AppointmentStatus.CANCELLED).exists()
    answers = [client.post(path, form) for _ in range(2)]
    assert {answer.url for answer in answers} == {f"{links.series_path(series)}?geannuleerd"}
    assert not series.appointments.expected().exists()


@pytest.mark.parametrize("day", [1, 2])
def test_no_part_of_a_series_is_cancelled_when_the_page_showed_more_of_it(
    client: Client, weekly: Weekly, series: AppointmentSeries, day: int
) -> None:
    path = f"{links.series_path(series)}annuleren/"
    form = opened(client, f"{path}?sinds={weekly.days[0]}") | {"sinds": str(weekly.days[day])}

    page = client.post(path, form)

    shown_again(page)
    assert len(page.context["rest"].changeable) == 3 - day
    assert series.appointments.expected().count() == 3


def test_the_rest_of_a_series_is_planned_again_when_one_was_moved_meanwhile(
    client: Client, weekly: Weekly, series: AppointmentSeries
) -> None:
    days = [day.isoformat() for day in weekly.days]
    wish = weekly.wish(van="09:00", tot="11:00", vanaf=days[1], sinds=days[1])
    path = f"{links.series_path(series)}verplaatsen/"
    chosen = {f"keuze-{day}": weekly.moment(day, 9) for day in weekly.days[1:3]}
    shown = re.search(r'name="getoond" value="([^"]+)"', client.get(path, wish).content.decode())
    assert shown
    last = series.appointments.for_page().latest("starts_at")
    moved_at_desk(last, weekly.at(weekly.days[4], 18))

    page = client.post(path, wish | chosen | {"getoond": shown[1]})

    form = shown_again(page)
    last.refresh_from_db()
    assert last.starts_at == weekly.at(weekly.days[4], 18)
    client.post(path, wish | chosen | form)
    last.refresh_from_db()
    assert last.starts_at == weekly.at(weekly.days[2], 9)


@pytest.mark.parametrize("sinds", ["", "gisteren", "9999-12-31"])
def test_a_day_that_cannot_be_read_cancels_nothing(
    client: Client, series: AppointmentSeries, sinds: str
) -> None:
    page = client.post(f"{links.series_path(series)}annuleren/", {"sinds": sinds})

    assert "3 afspraken annuleren?" in page.content.decode()
    assert series.appointments.expected().count() == 3


def test_nothing_is_said_to_be_cancelled_while_all_appointments_stand(
    client: Client, weekly: Weekly, series: AppointmentSeries
) -> None:
    after_all = (weekly.days[2] + timedelta(days=1)).isoformat()

    page = client.post(f"{links.series_path(series)}annuleren/", {"sinds": after_all}, follow=True)

    assert "De afspraken zijn geannuleerd" not in page.content.decode()
    assert not Notification.objects.exists()


@pytest.fixture
def offer(practice_with_room: OpenPractice) -> WaitlistOffer:
    """An hour on offer that takes the place of an appointment a week later."""
    visit = AppointmentFactory(
        treatment=practice_with_room.treatment,
        practitioner=practice_with_room.practitioner,
        starts_at=practice_with_room.at(9) + timedelta(days=7),
        arranged_at=timezone.now() - timedelta(days=1),
    )
    WaitlistEntryFactory(
        treatment=visit.treatment,
        patient=visit.patient,
        appointment=visit,
        from_day=timezone.localdate(),
        until_day=visit.day,
        created_at=timezone.now() - timedelta(hours=1),
    )
    offer_all_that_is_free()
    return WaitlistOffer.objects.for_page().get()


def test_an_offer_shows_which_appointment_it_replaces_before_it_takes_its_place(
    client: Client, offer: WaitlistOffer
) -> None:
    path, visit = links.offer_path(offer), offer.entry.appointment
    assert visit
    form = opened(client, path) | {"antwoord": "ja"}
    moved_at_desk(visit, visit.starts_at + timedelta(hours=2))

    page = client.post(path, form)

    form |= shown_again(page)
    assert "11.00\xa0u" in page.content.decode()
    offer.refresh_from_db()
    assert offer.status == OfferStatus.OPEN
    client.post(path, form)
    offer.refresh_from_db()
    assert offer.status == OfferStatus.ACCEPTED


def test_an_offer_that_was_taken_says_what_became_of_the_appointment(
    client: Client, offer: WaitlistOffer
) -> None:
    path, visit = links.offer_path(offer), offer.entry.appointment
    assert visit
    taken = client.post(path, {"antwoord": "ja"}, follow=True).content.decode()
    visit.refresh_from_db()
    moved_at_desk(visit, visit.starts_at + timedelta(days=1))
    moved = client.get(path).content.decode()
    cancel(appointment=visit, by=CancelledBy.PRACTICE, now=timezone.now())
    cancelled = client.get(path).content.decode()

    mine = "Dit moment is voor jou"
    assert [mine in page for page in (taken, moved, cancelled)] == [True, False, False]
    assert "maar je afspraak is intussen verplaatst" in moved
    assert links.visit_path(visit) in moved
    assert "maar de afspraak is intussen geannuleerd" in cancelled
