"""Two desks with the same form open: nobody overwrites or deletes what the other changed."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db.models import Model
from django.forms.models import model_to_dict
from django.test import Client
from django.urls import reverse

from tests.booking.support.desk_rows import DELETED_ROWS, DESK_ROWS, edit_url
from tests.booking.support.pressing import Button, buttons, words_of
from tests.booking.support.previews import seen
from tests.factories.booking import MailTextFactory, TreatmentFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


def admin(name: str) -> Client:
    browser = Client()
    user: User = UserFactory(first_name=name, is_superuser=True, is_staff=True)
    browser.force_login(user)
    return browser


@pytest.fixture
def ward(db: None) -> Client:
    return admin("Ward")


@pytest.fixture
def lien(db: None) -> Client:
    return admin("Lien")


def saving(browser: Client, address: str) -> Button:
    """The button that saves the form at that address, with all that stands in it."""
    return buttons(browser.get(address), address)[0]


def plain(typed: dict[str, Any]) -> dict[str, Any]:
    """What was typed in a form, without what the screen itself sends along."""
    return {name: value for name, value in typed.items() if value and name != "getoond"}


def stored(row: Model) -> dict[str, Any]:
    row.refresh_from_db()
    return model_to_dict(row)


@pytest.mark.parametrize("name", DESK_ROWS)
def test_a_form_that_a_colleague_was_ahead_of_changes_nothing_until_it_is_saved_again(
    ward: Client, lien: Client, name: str
) -> None:
    kind = DESK_ROWS[name]
    row = kind.make()
    address = edit_url(name, row)
    old = saving(ward, address)
    seen(lien, saving(lien, address).press(lien, **kind.typed))
    changed = stored(row)

    refused = old.press(ward, **kind.mine)

    words = words_of(refused)
    assert kind.news in words
    assert "Dit is intussen gewijzigd, door Lien:" in words
    assert "Dat staat nu in het formulier, bij wat jij typte" in words
    assert stored(row) == changed
    seen(ward, buttons(refused, address)[0].press(ward))
    assert stored(row) != changed


@pytest.mark.parametrize("name", DESK_ROWS)
def test_saving_again_keeps_what_a_colleague_changed_in_fields_that_nobody_else_touched(
    ward: Client, lien: Client, name: str
) -> None:
    kind = DESK_ROWS[name]
    row = kind.make()
    address = edit_url(name, row)
    old = saving(ward, address)
    seen(lien, saving(lien, address).press(lien, **kind.typed))

    again = buttons(old.press(ward, **kind.mine), address)[0]

    now_typed = saving(ward, address).data | kind.mine
    assert plain(again.data) == plain(now_typed)
    seen(ward, again.press(ward))
    assert plain(saving(ward, address).data) == plain(now_typed)


def test_the_news_names_the_fields_in_which_both_typed(ward: Client, lien: Client) -> None:
    row = DESK_ROWS["patienten"].make()
    address = edit_url("patienten", row)
    old = saving(ward, address)
    saving(lien, address).press(lien, phone="0470 99 88 77", email="nieuw@patient.example")

    words = words_of(old.press(ward, phone="0470 11 22 33"))

    assert "Telefoon is nu 0470 99 88 77" in words
    assert "wat jij zelf typte, staat er nog: Telefoon. Bewaar opnieuw" in words


def test_relations_and_ticks_that_only_a_colleague_changed_are_kept(
    ward: Client, lien: Client
) -> None:
    row = DESK_ROWS["kinesitherapeuten"].make()
    knee = TreatmentFactory(name="Knie")
    address = edit_url("kinesitherapeuten", row)
    old = saving(ward, address)
    given = [*old.data.get("treatments", []), str(knee.pk)]
    saving(lien, address).press(lien, treatments=given, is_online=[])

    buttons(old.press(ward, bio="Werkt hier."), address)[0].press(ward)

    row.refresh_from_db()
    assert (knee in row.treatments.all(), row.is_online, row.bio) == (True, False, "Werkt hier.")


def test_lines_that_a_browser_ends_otherwise_count_as_left_alone(
    ward: Client, lien: Client
) -> None:
    text = MailTextFactory(opening="Dag,\nwelkom")
    address = edit_url("mailteksten", text)
    old = saving(ward, address)
    saving(lien, address).press(lien, opening="Hallo")

    again = old.press(ward, opening="Dag,\r\nwelkom", closing="Tot dan")

    assert saving(ward, address).data["opening"] == buttons(again, address)[0].data["opening"]


@pytest.mark.parametrize("name", DESK_ROWS)
def test_a_second_click_on_save_is_no_quarrel(ward: Client, name: str) -> None:
    kind = DESK_ROWS[name]
    row = kind.make()
    button = saving(ward, edit_url(name, row))

    for _click in range(2):
        assert "intussen" not in words_of(seen(ward, button.press(ward, **kind.typed)))


@pytest.mark.parametrize("name", DELETED_ROWS)
def test_a_row_that_a_colleague_changed_is_not_deleted_unseen(
    ward: Client, lien: Client, name: str
) -> None:
    kind = DESK_ROWS[name]
    row = kind.make()
    address = reverse(f"{name}:delete", args=[row.pk])
    old = saving(ward, address)
    seen(lien, saving(lien, edit_url(name, row)).press(lien, **kind.typed))

    refused = old.press(ward)

    words = words_of(refused)
    assert "Dit is intussen gewijzigd, door Lien:" in words
    assert kind.news in words
    assert type(row).objects.filter(pk=row.pk).exists()
    seen(ward, saving(ward, address).press(ward))
    assert not type(row).objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("name", DELETED_ROWS)
@pytest.mark.parametrize("screen", ["edit", "delete"])
def test_a_row_that_a_colleague_deleted_leads_to_the_list_that_says_so(
    ward: Client, lien: Client, name: str, screen: str
) -> None:
    row = DESK_ROWS[name].make()
    address = reverse(f"{name}:{screen}", args=[row.pk])
    old = saving(ward, address)
    delete = reverse(f"{name}:delete", args=[row.pk])
    saving(lien, delete).press(lien)

    for page in (old.press(ward), ward.get(address, follow=True)):
        assert page.redirect_chain[0][0] == reverse(f"{name}:index")
        assert "Dit bestaat niet meer: het is verwijderd, door Lien." in words_of(page)


def test_a_patient_whose_details_changed_is_not_erased_unseen(ward: Client, lien: Client) -> None:
    patient = DESK_ROWS["patienten"].make()
    address = reverse("patienten:erase", args=[patient.pk])
    old = saving(ward, address)
    saving(lien, edit_url("patienten", patient)).press(lien, phone="0470 99 88 77")

    words = words_of(old.press(ward))

    patient.refresh_from_db()
    assert patient.erased_at is None
    assert "door Lien: Telefoon is nu 0470 99 88 77." in words


def test_whoever_erases_a_patient_twice_hears_that_it_is_done(ward: Client) -> None:
    patient = DESK_ROWS["patienten"].make()
    button = saving(ward, reverse("patienten:erase", args=[patient.pk]))
    button.press(ward)

    assert "De gegevens van deze patiënt zijn al gewist." in words_of(button.press(ward))


def test_two_desks_that_each_write_the_first_words_of_a_mail_do_not_overwrite(
    ward: Client, lien: Client
) -> None:
    address = reverse("mailteksten:edit", args=["booked", "nl"])
    old = saving(ward, address)
    saving(lien, address).press(lien, opening="Welkom")

    assert "Dit is intussen gewijzigd, door Lien:" in words_of(old.press(ward, opening="Dag"))
