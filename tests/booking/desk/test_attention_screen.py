"""The buttons of the list of what needs the desk, and two desks at one row."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from booking.choices import AppointmentStatus, NotificationStatus, OfferStatus
from booking.models import Appointment, Notification, Slot
from booking.scheduling.clock import CLINIC_TZ, clinic_day
from tests.factories.booking import (
    AppointmentFactory,
    NotificationFactory,
    PractitionerFactory,
    TreatmentFactory,
    WaitlistOfferFactory,
    WorkingHoursFactory,
)
from tests.factories.users import UserFactory
from tests.site.pages import soup

pytestmark = pytest.mark.django_db
INDEX = "/beheer/agenda/aandacht/"


@pytest.fixture
def yesterday() -> Any:
    return timezone.localdate(timezone=CLINIC_TZ) - timedelta(days=1)


@pytest.fixture
def visits(yesterday: Any) -> list[Appointment]:
    """Three appointments of yesterday without an outcome."""
    nine = clinic_day(yesterday).starts_at + timedelta(hours=9)
    return [
        AppointmentFactory(practitioner__treatments=[], starts_at=nine + timedelta(hours=number))
        for number in range(3)
    ]


@pytest.fixture
def failed() -> Notification:
    visit = AppointmentFactory(
        practitioner__treatments=[], starts_at=timezone.now() + timedelta(days=1)
    )
    mail: Notification = NotificationFactory(
        appointment=visit, status=NotificationStatus.FAILED, created_at=timezone.now()
    )
    return mail


def forms(page: Any) -> list[tuple[str, dict[str, str]]]:
    """Each form of the list with a button: its address, and what it sends."""
    html = page.content.decode().partition('id="needs"')[2]
    found = re.findall(r'<form action="([^"]+)" method="post">(.*?)</form>', html, re.DOTALL)
    return [
        (address, dict(re.findall(r'name="(\w+)" value="([^"]*)"', inside)))
        for address, inside in found
    ]


def press(browser: Client, page: Any, **sends: str) -> Any:
    """Press the one button that sends this, as it stands on that page."""
    [(address, fields)] = [
        one for one in forms(page) if sends.items() <= one[1].items() or one[0] == sends.get("at")
    ]
    return browser.post(address, fields, follow=True)


def words_of(page: Any) -> str:
    return " ".join(str(message) for message in page.context["messages"])


@pytest.fixture
def colleague() -> Client:
    browser = Client()
    browser.force_login(UserFactory(first_name="Lien", groups=["Receptie"]))
    return browser


def test_a_failed_mail_is_sent_again_from_its_row(desk: Client, failed: Notification) -> None:
    page = press(desk, desk.get(INDEX), verb="again")

    failed.refresh_from_db()
    assert failed.status == NotificationStatus.OWED
    assert page.redirect_chain[-1][0] == INDEX
    assert f"Het bericht aan {failed.patient} vertrekt nu." in words_of(page)
    assert forms(page) == []


def test_of_two_desks_the_second_reads_who_called_the_patient(
    desk: Client, colleague: Client, failed: Notification
) -> None:
    shown = desk.get(INDEX)
    press(colleague, colleague.get(INDEX), verb="settle")

    page = press(desk, shown, verb="again")

    assert "op de hoogte gebracht, door Lien." in words_of(page)
    failed.refresh_from_db()
    assert failed.status == NotificationStatus.FAILED
    assert failed.settled_at


def test_a_mail_that_is_gone_by_now_is_told_on_the_list(desk: Client, failed: Notification) -> None:
    shown = desk.get(INDEX)
    failed.delete()

    page = press(desk, shown, verb="again")

    assert page.redirect_chain[-1][0] == INDEX
    assert "Dit bestaat niet meer" in words_of(page)


def test_an_offer_is_answered_from_its_row_and_the_list_follows(desk: Client) -> None:
    now = timezone.now()
    offer = WaitlistOfferFactory(
        entry__patient__email="",
        practitioner=PractitionerFactory(treatments=[]),
        offered_at=now,
        expires_at=now + timedelta(hours=2),
    )

    page = press(desk, desk.get(INDEX), antwoord="nee")

    offer.refresh_from_db()
    assert (offer.status, page.redirect_chain[-1][0]) == (OfferStatus.DECLINED, INDEX)


def test_who_came_is_noted_one_by_one_and_the_rest_at_once(
    desk: Client, visits: list[Appointment], yesterday: Any
) -> None:
    day = reverse("aandacht:day", args=[yesterday])
    assert day in desk.get(INDEX).content.decode()
    missed = visits[1]

    page = desk.post(
        reverse("agenda:change", args=[missed.pk]) + f"?getoond={missed.version}",
        {"verb": "mark_noshow", "next": day},
        follow=True,
    )
    assert page.redirect_chain[-1][0] == day
    assert list(page.context["visits"]) == [visits[0], visits[2]]
    done = desk.post(
        reverse("aandacht:note_day", args=[yesterday]),
        {"getoond": page.context["versions"]},
        follow=True,
    )

    assert "2 afspraken van" in words_of(done)
    states = [Appointment.objects.get(pk=visit.pk).status for visit in visits]
    came, stayed_away = AppointmentStatus.FULFILLED, AppointmentStatus.NOSHOW
    assert states == [came, stayed_away, came]
    assert not Notification.objects.exists()


def test_all_came_is_refused_whole_when_a_colleague_noted_otherwise(
    desk: Client, colleague: Client, visits: list[Appointment], yesterday: Any
) -> None:
    address = reverse("aandacht:note_day", args=[yesterday])
    shown = desk.get(reverse("aandacht:day", args=[yesterday])).context["versions"]
    colleague.post(
        reverse("agenda:change", args=[visits[0].pk]), {"verb": "mark_noshow"}, follow=True
    )

    page = desk.post(address, {"getoond": shown}, follow=True)

    assert "dat deze patiënt niet gekomen is, door Lien." in words_of(page)
    assert Appointment.objects.expected().count() == 2
    again = desk.post(address, {"getoond": page.context["versions"]}, follow=True)
    assert "2 afspraken van" in words_of(again)
    assert "Dat was al gebeurd." in words_of(
        desk.post(address, {"getoond": page.context["versions"]}, follow=True)
    )


@pytest.mark.parametrize("count", [1, 4])
def test_a_day_takes_the_same_queries_for_any_number(
    desk: Client, yesterday: Any, count: int, django_assert_num_queries: Any
) -> None:
    nine = clinic_day(yesterday).starts_at + timedelta(hours=9)
    for _number in range(count):
        AppointmentFactory(practitioner__treatments=[], starts_at=nine)
    address = reverse("aandacht:day", args=[yesterday])
    desk.get(address)

    with django_assert_num_queries(9):
        desk.get(address)


@pytest.mark.parametrize("day", ["2027-13-40", "9999-12-31", "0001-01-01"])
def test_a_day_that_is_none_is_not_found(desk: Client, day: str) -> None:
    assert desk.get(f"{INDEX}{day}/").status_code == 404


def test_hours_that_were_not_generated_are_opened_from_their_row(desk: Client) -> None:
    person = PractitionerFactory(treatments=[TreatmentFactory()])
    today = timezone.localdate(timezone=CLINIC_TZ)
    WorkingHoursFactory(practitioner=person, valid_from=today)

    page = press(desk, desk.get(INDEX), at=reverse("aandacht:generate"))

    assert "De uren van de werkroosters zijn open." in words_of(page)
    assert Slot.objects.filter(practitioner=person).count() > 8
    assert page.context["attention"].count == 0
    again = desk.post(reverse("aandacht:generate"), follow=True)
    assert "dat was al gebeurd" in words_of(again)


def test_only_red_rows_have_a_filled_button_and_each_says_so_in_words(
    desk: Client, failed: Notification, visits: list[Appointment]
) -> None:
    html = desk.get(INDEX).content.decode()

    rows = re.findall(r'<tr class="needs__row">.*?</tr>', html, re.DOTALL)
    filled = ['class="button button-small"' in row for row in rows]
    urgent = [">Dringend<" in row for row in rows]
    assert filled == urgent == [True, False]
    assert ">Niet dringend<" in rows[1]
    assert "In orde" in html


def test_nothing_that_needs_attention_says_so(desk: Client) -> None:
    page = desk.get(INDEX)

    assert soup(page).find_all("h1") == ["Niets vraagt aandacht"]
    assert page.context["attention"].count == 0
