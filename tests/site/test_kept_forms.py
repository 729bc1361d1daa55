"""Staff find what they typed again after a login that ended, and go on from there."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from booking.models import Absence, Appointment
from tests.booking.conftest import OpenPractice, practice_with_room
from tests.factories.booking import AppointmentFactory
from tests.factories.users import UserFactory
from tests.site.kept import PASSWORD, carried, receptionist, send, sign_in, staff, words
from tests.site.pages import soup

__all__ = ["practice_with_room", "receptionist", "staff"]

pytestmark = pytest.mark.django_db
ABSENCE = {
    "practitioner": "",
    "whole_practice": "on",
    "when": "hours",
    "starts_at": "24/12/2029 09:00",
    "ends_at": "24/12/2029 12:00",
    "reason": "Kerst\r\n& <nieuw>",
}


def test_a_form_sent_after_the_login_ended_waits_and_goes_once_somebody_presses(
    staff: Client,
) -> None:
    staff.get("/beheer/afwezigheden/new/")
    staff.cookies.pop("sessionid")

    asked = send(staff, "/beheer/afwezigheden/new/", ABSENCE)
    ready = sign_in(staff, asked)

    assert "Je was intussen afgemeld. Er is nog niets gebeurd met wat je typte" in words(asked)
    assert "Je bent aangemeld als lien." in words(ready)
    assert not Absence.objects.exists()
    [(_words, form)] = [one for one in soup(ready).find("form") if one[1]["method"] == "post"]
    assert {name: carried(ready)[name] for name in ABSENCE} == ABSENCE
    send(staff, form["action"], carried(ready))
    assert Absence.objects.get().reason == "Kerst & <nieuw>"


def test_a_form_of_before_another_login_waits_for_one_press_with_the_token_of_now(
    staff: Client,
) -> None:
    staff.get("/beheer/afwezigheden/new/")
    colleague = UserFactory(username="bert", groups=["Receptie"])
    stale = staff.cookies["csrftoken"].value
    staff.force_login(colleague)
    staff.cookies["csrftoken"] = "b" * 32

    ready = send(staff, "/beheer/afwezigheden/new/", ABSENCE | {"csrfmiddlewaretoken": stale})

    assert (ready.status_code, "aangemeld als bert" in words(ready)) == (403, True)
    assert not Absence.objects.exists()
    send(staff, "/beheer/afwezigheden/new/", carried(ready))
    assert Absence.objects.exists()


def test_a_pressed_button_of_the_desk_waits_with_what_it_showed(
    staff: Client, practice_with_room: OpenPractice
) -> None:
    visit = AppointmentFactory(
        practitioner=practice_with_room.practitioner, starts_at=practice_with_room.at(9)
    )
    address = f"{reverse('agenda:change', args=[visit.pk])}?getoond={visit.version}"
    staff.get(reverse("agenda:visit", args=[visit.pk]))
    staff.cookies.pop("sessionid")

    ready = sign_in(staff, send(staff, address, {"verb": "cancel"}))

    assert not Appointment.objects.get().is_cancelled
    assert address.replace("&", "&amp;") in ready.content.decode()
    send(staff, address, carried(ready))
    assert Appointment.objects.get().is_cancelled


SCREENS = [
    "agenda/boeken/",
    "agenda/reeks/",
    "agenda/afspraak/1/wijzig/",
    "agenda/afspraak/1/verplaats/",
    "agenda/afspraak/1/reeks/annuleer/",
    "patienten/",
    "patienten/new/",
    "patienten/edit/1/",
    "patienten/wis/1/",
    "patienten/samenvoegen/1/2/",
    "wachtlijst/erbij/",
    "wachtlijst/1/wensen/",
    "wachtlijst/1/bevestigd/",
    "wachtlijst/1/weg/",
    "wachtlijst/aanbod/1/",
    "berichten/",
    "afwezigheden/edit/1/",
    "afwezigheden/delete/1/",
    "feestdagen/",
    "mailteksten/booked/nl/",
    "settings/booking/bookingrules/1/",
    "settings/booking/eveningmail/1/",
    "account/",
    "users/new/",
    "pages/1/edit/",
    "images/add/",
    "bronnen/new/",
]


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("is_stale", [True, False], ids=["stale token", "no login"])
def test_every_screen_of_staff_keeps_what_was_typed(
    staff: Client, screen: str, is_stale: bool
) -> None:
    staff.get("/beheer/afwezigheden/new/")
    if not is_stale:
        staff.cookies.pop("sessionid")
    token = {"csrfmiddlewaretoken": "a" * 32} if is_stale else {}

    page = send(staff, f"/beheer/{screen}", {"title": 'één "woord"', "more": "1"} | token)

    ready = page if is_stale else sign_in(staff, page)
    kept = carried(ready)
    assert (kept["title"], kept["more"]) == ('één "woord"', "1")
    assert f'action="/beheer/{screen}"' in ready.content.decode()
    assert "no-store" in page["Cache-Control"]


def test_a_wrong_password_keeps_the_form(staff: Client) -> None:
    staff.get("/beheer/account/")
    staff.cookies.pop("sessionid")
    asked = send(staff, "/beheer/patienten/new/", {"name": "Mia"})

    again = sign_in(staff, asked, password="fout")

    assert carried(sign_in(staff, again))["name"] == "Mia"


def test_signing_in_elsewhere_meanwhile_keeps_the_form(staff: Client, receptionist: User) -> None:
    staff.get("/beheer/account/")
    staff.cookies.pop("sessionid")
    asked = send(staff, "/beheer/patienten/new/", {"name": "Mia"})
    staff.force_login(receptionist)

    ready = sign_in(staff, asked, csrfmiddlewaretoken="a" * 32)

    assert (ready.status_code, carried(ready)["name"]) == (403, "Mia")


@pytest.mark.parametrize(
    "address",
    ["/beheer/agenda/?dag=2027-01-12", "/beheer/afwezigheden/?practitioner=1&p=2"],
)
def test_a_page_that_asks_to_sign_in_comes_back_with_its_filters(
    staff: Client, address: str
) -> None:
    staff.cookies.pop("sessionid")
    login = staff.get(address, follow=True)

    assert carried(login)["next"] == address
    assert sign_in(staff, login)["Location"] == address


def test_a_login_screen_that_lay_open_too_long_asks_once_more_or_goes_on(
    staff: Client, receptionist: User
) -> None:
    typed = {"username": "lien", "password": PASSWORD, "next": "/beheer/patienten/"}
    stale = typed | {"csrfmiddlewaretoken": "a" * 32}
    visitor = Client(enforce_csrf_checks=True)
    visitor.get("/beheer/login/")

    asked = send(visitor, "/beheer/login/", stale)

    assert "De pagina stond te lang open" in words(asked)
    assert sign_in(visitor, asked)["Location"] == "/beheer/patienten/"
    assert send(staff, "/beheer/login/", stale)["Location"] == "/beheer/patienten/"


def test_a_forgotten_password_is_asked_again_after_a_stale_token() -> None:
    visitor = Client(enforce_csrf_checks=True)
    visitor.get("/beheer/password_reset/")

    answer = send(
        visitor, "/beheer/password_reset/", {"email": "a@b.example", "csrfmiddlewaretoken": "a"}
    )

    page = visitor.get(answer["Location"])
    assert "De pagina stond te lang open. Vul ze nog eens in." in page.content.decode()


def test_a_screen_that_a_login_may_not_open_says_so(staff: Client) -> None:
    page = staff.get("/beheer/users/", follow=True)

    assert page.redirect_chain[-1][0] == "/beheer/agenda/"
    assert "Met jouw login kan je dit niet openen of doen." in page.content.decode()


def test_a_login_that_may_not_do_it_keeps_the_form_for_one_that_may(staff: Client) -> None:
    staff.get("/beheer/afwezigheden/new/")
    staff.force_login(UserFactory(username="tibo", groups=["Kinesitherapeuten"]))

    asked = send(staff, "/beheer/afwezigheden/new/", ABSENCE)
    ready = sign_in(staff, asked)

    assert (asked.status_code, Absence.objects.exists()) == (403, False)
    assert "Met jouw login kan je dit niet openen of doen." in words(asked)
    assert "Meld je aan met een login die dit wel mag" in words(asked)
    assert "afgemeld" not in words(asked)
    assert {name: carried(ready)[name] for name in ABSENCE} == ABSENCE
    send(staff, "/beheer/afwezigheden/new/", carried(ready))
    assert Absence.objects.exists()


def test_a_login_without_the_admin_is_told_to_take_another() -> None:
    visitor = Client()
    visitor.force_login(UserFactory(username="niemand"))

    page = visitor.get("/beheer/agenda/", follow=True)

    assert "Met jouw login kan je het beheer niet openen." in words(page)
