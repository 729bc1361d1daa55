"""The pages of a series from the choice of its moments to the confirmation."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from booking import links
from booking.choices import AppointmentStatus
from booking.errors import OwnVisitThen
from booking.models import Appointment, AppointmentSeries, Patient
from tests.booking.support.weekly import Weekly, hold_on, proposed, weekly
from tests.factories.booking import AppointmentFactory

__all__ = ["weekly"]

pytestmark = pytest.mark.django_db
PAGE = "/afspraak/reeks/"
Details = Callable[..., dict[str, Any]]


def test_keeping_the_moments_and_confirming_books_all(
    client: Client, weekly: Weekly, details: Details
) -> None:
    first, second = weekly.days[:2]
    kept = client.post(PAGE, weekly.choose((first, 17), (second, 18), aantal="2"))

    page = client.get(kept.url)
    assert [visit.starts_at for visit in page.context["visits"]] == [
        weekly.at(first, 17),
        weekly.at(second, 18),
    ]
    confirmed = client.post(kept.url, details())

    booked = AppointmentSeries.objects.get()
    assert confirmed.url == links.series_confirmed_path(booked)
    assert {visit.status for visit in booked.appointments.all()} == {AppointmentStatus.BOOKED}
    assert client.get(confirmed.url).status_code == 200


def test_confirming_again_or_going_back_answers_with_what_was_booked(
    client: Client, weekly: Weekly, details: Details
) -> None:
    address = hold_on(client, weekly)

    pages = [client.post(address, details()), client.post(address, details()), client.get(address)]

    assert {page.url for page in pages} == {
        links.series_confirmed_path(AppointmentSeries.objects.get())
    }
    assert Patient.objects.count() == 1


def test_a_moment_taken_meanwhile_is_a_clash_and_the_others_stay(
    client: Client, weekly: Weekly
) -> None:
    first, second = weekly.days[:2]
    AppointmentFactory(practitioner=weekly.practitioner, starts_at=weekly.at(first, 17))

    page = client.post(PAGE, weekly.choose((first, 17), (second, 18), aantal="2"))

    assert page.status_code == 409
    assert proposed(page) == [weekly.moment(first, 17, 30), weekly.moment(second, 18)]
    assert [bool(one.note) for one in page.context["proposals"]] == [True, False]
    assert AppointmentSeries.objects.count() == 0


def test_an_answer_to_a_clash_keeps_the_wish_in_the_other_languages(
    client: Client, weekly: Weekly
) -> None:
    plan = client.get(weekly.address()).content.decode()
    address = unescape(re.findall(r'action="([^"]*)" method="post"', plan)[0])
    AppointmentFactory(practitioner=weekly.practitioner, starts_at=weekly.at(weekly.days[0], 17))

    page = client.post(address, weekly.choose((weekly.days[0], 17), aantal="1"))

    link = re.findall(r'href="/fr/afspraak/reeks/\?([^"]*)"', page.content.decode())[0]
    assert parse_qs(unescape(link)).items() >= parse_qs(urlsplit(weekly.address()).query).items()


def test_showing_again_keeps_the_choices_and_makes_up_for_what_is_skipped(
    client: Client, weekly: Weekly
) -> None:
    first, second, third = weekly.days[:3]

    answer = client.post(PAGE, weekly.choose((first, 18), (second, None), aantal="2", toon="ja"))
    page = client.get(answer.url)

    assert proposed(page) == [weekly.moment(first, 18), weekly.moment(third, 17)]
    assert AppointmentSeries.objects.count() == 0


@pytest.mark.parametrize(
    "value",
    [
        "onzin",
        "|",
        "bestaat-niet|2027-01-12T17:00:00+01:00",
        "{slug}|2027-01-12T17:00:00",
        "{slug}|9999-12-31T23:59:00+00:00",
        "{slug}|2020-01-14T17:00:00+01:00",
    ],
)
def test_a_forged_moment_holds_nothing(client: Client, weekly: Weekly, value: str) -> None:
    forged = value.format(slug=weekly.practitioner.slug)

    page = client.post(PAGE, weekly.wish() | {f"keuze-{weekly.days[0]}": forged})

    assert page.status_code in {200, 409}
    assert Appointment.objects.count() == 0


def test_more_moments_than_a_series_may_have_hold_nothing(client: Client, weekly: Weekly) -> None:
    moments = {
        f"keuze-2027-{month:02d}-{day:02d}": weekly.moment(weekly.days[0], 17)
        for month in range(1, 13)
        for day in range(1, 29)
    }

    page = client.post(PAGE, weekly.wish() | moments)

    assert (page.status_code, Appointment.objects.count()) == (409, 0)


def test_choosing_nothing_holds_nothing(client: Client, weekly: Weekly) -> None:
    page = client.post(PAGE, weekly.choose((weekly.days[0], None)))

    assert (page.status_code, Appointment.objects.count()) == (409, 0)


def test_choosing_other_moments_gives_the_times_back_and_keeps_what_was_typed(
    client: Client, weekly: Weekly, details: Details
) -> None:
    address = hold_on(client, weekly)

    answer = client.post(address, details(ander="ja"))

    assert proposed(client.get(answer.url))[:2] == [
        weekly.moment(day, 18) for day in weekly.days[:2]
    ]
    assert not Appointment.objects.holding_time(timezone.now()).exists()
    again = client.get(hold_on(client, weekly))
    assert again.context["form"]["name"].value() == "Mia Voorbeeld"


def test_confirming_times_that_were_given_back_and_taken_since_leads_to_the_plan(
    client: Client, weekly: Weekly, details: Details
) -> None:
    address = hold_on(client, weekly)
    client.post(address, {"ander": "ja"})
    others = Appointment.objects.get(starts_at=weekly.at(weekly.days[0], 18))
    AppointmentFactory(practitioner=others.practitioner, starts_at=others.starts_at)
    before = Patient.objects.count()

    page = client.post(address, details())

    assert (page.status_code, Patient.objects.count()) == (409, before)
    assert len(page.context["proposals"]) == 4


def test_an_own_visit_at_one_of_the_hours_is_told_on_the_page_of_the_details(
    client: Client, weekly: Weekly, details: Details
) -> None:
    address = hold_on(client, weekly)
    mia = Patient.objects.create(
        name="Mia Voorbeeld", email="mia@patient.example", created_at=timezone.now()
    )
    AppointmentFactory(patient=mia, starts_at=weekly.at(weekly.days[0], 18))

    page = client.post(address, details())

    assert page.context["form"].non_field_errors() == [str(OwnVisitThen())]
    assert page.context["form"]["name"].value() == "Mia Voorbeeld"
    assert {visit.status for visit in AppointmentSeries.objects.get().appointments.all()} == {
        AppointmentStatus.PENDING
    }


def test_the_pages_of_a_series_are_not_for_search_engines_or_strangers(
    client: Client, weekly: Weekly
) -> None:
    address = hold_on(client, weekly)
    held = AppointmentSeries.objects.get()

    assert 'content="noindex"' in client.get(address).content.decode()
    for path in (links.series_confirmed_path(held), links.series_path(held)):
        assert client.get(path).status_code == 404  # nobody booked it yet
    assert client.get(address.replace("gegevens/", "gegevens/x")).status_code == 404
