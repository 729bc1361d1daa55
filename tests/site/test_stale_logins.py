"""Two people with one login open: nobody overwrites or deletes what the other did."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from tests.booking.support.pressing import Button, buttons, words_of
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db

NEW_PASSWORD = {"password1": "kamille-en-tijm", "password2": "kamille-en-tijm"}
# What a colleague changes on the form, and how the news words it.
TYPED: dict[str, tuple[dict[str, Any], str]] = {
    "username": ({"username": "anna"}, "Gebruikersnaam is nu anna"),
    "email": ({"email": "anna@kine.example"}, "E-mailadres is nu anna@kine.example"),
    "first_name": ({"first_name": "Anna"}, "Voornaam is nu Anna"),
    "last_name": ({"last_name": "Claes"}, "Achternaam is nu Claes"),
    "is_active": ({"is_active": ""}, "Actief is nu nee"),
    "is_superuser": ({"is_superuser": "on"}, "Supergebruikerstatus is nu ja"),
}


def head(name: str) -> Client:
    browser = Client()
    browser.force_login(UserFactory(first_name=name, is_superuser=True, is_staff=True))
    return browser


@pytest.fixture
def ward(db: None) -> Client:
    return head("Ward")


@pytest.fixture
def lien(db: None) -> Client:
    return head("Lien")


@pytest.fixture
def login(db: None) -> User:
    names = {"first_name": "Els", "last_name": "Maes", "email": "els@kine.example"}
    made: User = UserFactory(username="els", groups=["Receptie"], **names)
    return made


def button(browser: Client, screen: str, login: User) -> Button:
    """The button of the form of a login, or that of its deletion, with all that stands there."""
    to = reverse(f"wagtailusers_users:{screen}", args=[login.pk])
    return buttons(browser.get(to), to)[0]


def stored(login: User) -> dict[str, Any]:
    return User.objects.values().get(pk=login.pk)


@pytest.mark.parametrize("field", TYPED)
def test_what_a_colleague_changed_of_a_login_is_not_overwritten_unseen(
    ward: Client, lien: Client, login: User, field: str
) -> None:
    typed, news = TYPED[field]
    old = button(ward, "edit", login)
    button(lien, "edit", login).press(lien, **typed)
    by_lien = stored(login)

    # Another field than hers, as typing the same would be no quarrel.
    refused = old.press(ward, **{"first_name": "Elsje"} if field != "first_name" else {})

    assert f"door Lien: {news}" in words_of(refused)
    assert stored(login) == by_lien


def test_a_group_that_a_colleague_gave_is_not_taken_away_unseen(
    ward: Client, lien: Client, login: User
) -> None:
    editors = Group.objects.get(name="Redactie")
    old = button(ward, "edit", login)
    button(lien, "edit", login).press(lien, groups=[editors.pk])

    refused = old.press(ward, last_name="Claes")

    assert "door Lien: Groepen is nu Redactie." in words_of(refused)
    assert list(login.groups.all()) == [editors]
    to = reverse("wagtailusers_users:edit", args=[login.pk])
    buttons(refused, to)[0].press(ward)
    login.refresh_from_db()
    assert (login.last_name, list(login.groups.all())) == ("Claes", [editors])


def test_a_password_that_a_colleague_set_is_not_replaced_unseen(
    ward: Client, lien: Client, login: User
) -> None:
    old = button(ward, "edit", login)
    button(lien, "edit", login).press(lien, password1="rozemarijn-12", password2="rozemarijn-12")

    refused = old.press(ward, **NEW_PASSWORD)

    assert "door Lien: Wachtwoord is nu een ander." in words_of(refused)
    assert str(stored(login)["password"]) not in words_of(refused)
    login.refresh_from_db()
    assert login.check_password("rozemarijn-12")


def test_a_second_click_on_save_is_no_quarrel(ward: Client, login: User) -> None:
    old = button(ward, "edit", login)

    for _click in range(2):
        page = old.press(ward, last_name="Claes", **NEW_PASSWORD)
        assert "intussen" not in words_of(page)
    login.refresh_from_db()
    assert (login.last_name, login.check_password(NEW_PASSWORD["password1"])) == ("Claes", True)


def test_somebody_who_signs_in_meanwhile_is_no_quarrel(ward: Client, login: User) -> None:
    login.set_password("rozemarijn-12")
    login.save()
    old = button(ward, "edit", login)
    assert Client().login(username="els", password="rozemarijn-12")

    assert "intussen" not in words_of(old.press(ward, last_name="Claes"))
    assert stored(login)["last_name"] == "Claes"


def test_a_login_that_a_colleague_changed_is_not_deleted_unseen(
    ward: Client, lien: Client, login: User
) -> None:
    old = button(ward, "delete", login)
    button(lien, "edit", login).press(lien, last_name="Claes")

    assert "door Lien: Achternaam is nu Claes." in words_of(old.press(ward))
    button(ward, "delete", login).press(ward)
    assert not User.objects.filter(pk=login.pk).exists()


@pytest.mark.parametrize("screen", ["edit", "delete"])
def test_a_login_that_a_colleague_deleted_leads_to_the_list_that_says_so(
    ward: Client, lien: Client, login: User, screen: str
) -> None:
    old = button(ward, screen, login)
    button(lien, "delete", login).press(lien)

    page = old.press(ward)

    assert page.redirect_chain[0][0] == reverse("wagtailusers_users:index")
    assert "Dit bestaat niet meer: het is verwijderd, door Lien." in words_of(page)
