"""A form that is kept for staff is given to nobody else, and sent by nobody but them."""

import logging

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from booking.models import Patient
from tests.site.kept import carried, receptionist, send, sign_in, staff, words
from tests.site.pages import names_of_fields, soup

__all__ = ["receptionist", "staff"]

pytestmark = pytest.mark.django_db


def test_passwords_and_files_are_never_given_back_and_that_is_said(staff: Client) -> None:
    staff.get("/beheer/account/")
    staff.cookies.pop("sessionid")
    sent = {"password-new_password1": "geheim-1", "title": "Foto"}

    asked = send(staff, "/beheer/account/", sent | {"file": SimpleUploadedFile("a.jpg", b"x")})
    ready = sign_in(staff, asked)

    for page in (asked, ready):
        assert "Een bestand kunnen we niet bewaren: kies het daarna opnieuw." in words(page)
        assert "Een wachtwoord bewaren we nooit: typ het daarna opnieuw." in words(page)
        assert "geheim-1" not in page.content.decode()
    assert set(carried(ready)) - {"csrfmiddlewaretoken"} == {"title"}


@pytest.mark.parametrize("is_signed_in", [True, False])
@pytest.mark.parametrize("sender", ["https://evil.example", "null", ""])
def test_what_another_site_made_up_gets_no_button(
    staff: Client, sender: str, is_signed_in: bool
) -> None:
    if not is_signed_in:
        staff.cookies.pop("sessionid")

    page = send(staff, "/beheer/patienten/new/", {"name": "Kwaad"}, HTTP_ORIGIN=sender)

    assert page.status_code == 403
    assert {"kept", "name"}.isdisjoint(names_of_fields(page))
    assert "Kwaad" not in page.content.decode()


@pytest.mark.parametrize("is_signed_in", [True, False])
def test_what_was_kept_for_somebody_else_gets_no_button_from_another_site(
    staff: Client, is_signed_in: bool
) -> None:
    stranger = Client()
    kept = carried(send(stranger, "/beheer/patienten/new/", {"name": "Kwaad"}))["kept"]
    if not is_signed_in:
        staff.cookies.pop("sessionid")

    page = send(staff, "/beheer/login/", {"kept": kept}, HTTP_ORIGIN="https://evil.example")

    assert {"kept", "name"}.isdisjoint(names_of_fields(page) if page.content else set())


def test_a_made_up_form_does_not_pass_the_screen_to_sign_in(staff: Client) -> None:
    staff.get("/beheer/account/")
    staff.cookies.pop("sessionid")

    answer = sign_in(staff, staff.get("/beheer/login/"), kept='["//evil.example", []]')

    assert (answer.status_code, answer["Location"]) == (302, "/beheer/")


def test_nothing_that_was_typed_is_stored_or_logged(
    staff: Client, caplog: pytest.LogCaptureFixture
) -> None:
    staff.get("/beheer/account/")
    staff.cookies.pop("sessionid")
    before = Session.objects.count()

    with caplog.at_level(logging.DEBUG):
        send(staff, "/beheer/patienten/new/", {"name": "Mia Geheim"})
        send(staff, "/beheer/patienten/new/", {"name": "Mia Geheim", "csrfmiddlewaretoken": "a"})

    assert (Session.objects.count(), Patient.objects.count()) == (before, 0)
    assert "Geheim" not in caplog.text
    assert "Geheim" not in str(staff.cookies)


def test_a_patient_whose_token_is_stale_still_reads_the_public_page() -> None:
    page = send(Client(enforce_csrf_checks=True), "/afspraak/", {"name": "Mia"})

    assert soup(page).find_all("h1") == ["Stuur het nog eens"]
    assert "Mia" not in page.content.decode()


@pytest.mark.parametrize(
    "by_script", [{"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"}, {"HTTP_SEC_FETCH_MODE": "cors"}]
)
def test_a_script_gets_no_page(staff: Client, by_script: dict[str, str]) -> None:
    answer = send(staff, "/beheer/images/add/", {"title": "Foto"}, **by_script)

    assert answer.status_code == 403
    assert answer.content.decode() == "Je was intussen afgemeld. Laad de pagina opnieuw."
