"""The list of the keys of the agenda, and the setting that turns its letters off."""

import pytest
from django.test import Client

from booking.reception.views.support.keys import keys_are_on
from tests.factories.booking import PractitionerFactory
from tests.factories.users import UserFactory
from tests.site.pages import soup

pytestmark = pytest.mark.django_db
KEYS = "/beheer/agenda/toetsen/"
AGENDA = "/beheer/agenda/"


def test_the_letters_of_one_login_are_turned_off_and_on_again_without_a_script() -> None:
    PractitionerFactory()
    user = UserFactory(groups=["Receptie"])
    here, elsewhere, colleague = Client(), Client(), Client()
    here.force_login(user)
    elsewhere.force_login(user)
    colleague.force_login(UserFactory(groups=["Receptie"]))

    buttons = dict(soup(here.get(KEYS)).find("button"))
    button = buttons["Zet de letters uit"]
    gone_on = here.post(KEYS, {button["name"]: button["value"], "next": AGENDA})

    assert (gone_on.status_code, gone_on.url) == (302, AGENDA)
    assert "data-keys>" not in elsewhere.get(AGENDA).content.decode()
    assert "data-keys>" in colleague.get(AGENDA).content.decode()
    off = elsewhere.get(KEYS).content.decode()
    assert "<kbd>M</kbd>" not in off
    assert "Zet de letters aan" in off
    elsewhere.post(KEYS, {"letters": "aan"})
    assert "data-keys>" in here.get(AGENDA).content.decode()


def test_no_other_word_turns_the_letters_off(desk: Client) -> None:
    assert desk.post(KEYS, {"letters": "misschien"}).status_code == 400
    assert "<kbd>M</kbd>" in desk.get(KEYS).content.decode()


def test_whoever_cannot_book_reads_of_no_key_for_it() -> None:
    therapist = Client()
    therapist.force_login(UserFactory(groups=["Kinesitherapeuten"]))

    page = therapist.get(KEYS).content.decode()

    told = [words in page for words in ("aangekomen: de", "de afspraak oppakken", "zoek en boek")]
    assert told == [True, False, False]


def test_letters_hold_for_a_login_that_never_chose() -> None:
    assert keys_are_on(UserFactory())
