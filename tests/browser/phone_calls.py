"""People who call, and the field of the agenda that finds them."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Page, Request, expect

from booking.models import Patient
from tests.booking.conftest import OpenPractice
from tests.factories.booking import AppointmentFactory, PatientFactory, SlotFactory

NAMES = (
    "Elke Vandamme",
    "Luk Van Damme",
    "José D'Hondt",
    "Jan Maes",
    "Mia Maes",
    "Yusuf El Amrani",
    "מרים כהן",
    "Noor Kind",
    "Zonder Mail",
    "Wolfeschlegelsteinhausenbergerdorff " * 2,
)
# What is typed for each of them: a name in any spelling, a number or an address.
TYPED = (
    "vandamme e",
    "luk vandam",
    "hondt jose",
    "jan maes",
    "mia@",
    "0470 00 00 05",
    "כהן",
    "noor kin",
    "mail zonder",
    "wolfeschle",
)


@pytest.fixture
def people(practice_with_room: OpenPractice) -> list[Patient]:
    """Ten patients, each of whom was here before; the day has room for all of them."""
    SlotFactory(
        practitioner=practice_with_room.practitioner,
        starts_at=practice_with_room.at(13),
        ends_at=practice_with_room.at(19),
    )
    made: list[Patient] = []
    for number, name in enumerate(NAMES):
        mail = "" if name == "Zonder Mail" else f"{name.split()[0].lower()}@patient.example"
        patient = PatientFactory(
            name=name.strip(),
            email=mail if mail.isascii() else "",
            phone=f"+3247000000{number}",
        )
        AppointmentFactory(
            patient=patient,
            practitioner=practice_with_room.practitioner,
            treatment=practice_with_room.treatment,
            starts_at=practice_with_room.at(9) - timedelta(days=20 + number),
        )
        made.append(patient)
    return made


@pytest.fixture
def agenda(practice_with_room: OpenPractice) -> str:
    return f"/beheer/agenda/?dag={practice_with_room.slot.starts_at.date()}"


@pytest.fixture
def page_loads(editor: Page) -> Iterator[list[str]]:
    """Addresses of the pages that the browser loads, from now on."""
    loads: list[str] = []

    def note(request: Request) -> None:
        if request.is_navigation_request():
            loads.append(request.url)

    editor.on("request", note)
    yield loads
    editor.remove_listener("request", note)


def look_up(page: Page, words: str) -> None:
    """Type in the field that `/` leads to, until the rows are those of the words."""
    page.keyboard.press("/")
    page.keyboard.type(words)
    expect(page.locator(f'#phone-rows[data-words="{words}"]')).to_be_visible()
