"""The screens of the desk with something of each kind on them, by axe's rules, in light and dark.

That there is no other one, and all of them on a telephone too, is in test_each_desk_screen.py; what
appears after a press has its test beside that press.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from booking.choices import AppointmentStatus, NotificationStatus
from booking.models import Appointment, Notification
from tests.booking.conftest import OpenPractice
from tests.browser.desk_day import HEIGHT, booked, colleague_of, due_now, mornings_of
from tests.browser.phone_calls import look_up
from tests.factories.booking import AbsenceFactory, NotificationFactory
from tests.factories.hours import InternalBlockFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def visit(practice_with_room: OpenPractice) -> Appointment:
    """Anna's appointment of today; the practice has something of each kind on two days."""
    room = practice_with_room
    wout = colleague_of(room)
    came, stayed_away = due_now(room)
    came.status, stayed_away.status = AppointmentStatus.ARRIVED, AppointmentStatus.NOSHOW
    for one in (came, stayed_away):
        one.save()
    mornings_of(room)
    anna = booked(room, "Anna Peeters", room.at(9), note="Belt aan de zijdeur")
    booked(room, "Bob Smet", room.at(11), practitioner=wout)
    booked(room, "Dora Hier", room.at(10), status=AppointmentStatus.ARRIVED)
    AbsenceFactory(practitioner=wout, starts_at=room.at(11), ends_at=room.at(12), reason="ziek")
    InternalBlockFactory(practitioner=wout, starts_at=room.at(9), ends_at=room.at(9, 30))
    NotificationFactory(
        appointment=anna,
        status=NotificationStatus.FAILED,
        last_error="SMTPRecipientsRefused 550",
        created_at=timezone.now() - timedelta(hours=1),
    )
    return anna


def agenda(visit: Appointment) -> str:
    """The day in the high setting: in the dense one a start is lower than a finger."""
    return f"/beheer/agenda/?dag={visit.day}&dichtheid=ruim"


# Each screen, and what is on it once it is whole.
SCREENS: dict[str, tuple[Callable[[Appointment], str], str]] = {
    "agenda": (agenda, ".agenda-visit"),
    "dense agenda": (lambda visit: f"/beheer/agenda/?dag={visit.day}", ".agenda-visit"),
    "agenda of one therapist": (
        lambda visit: f"{agenda(visit)}&kin={visit.practitioner_id}",
        ".agenda-visit",
    ),
    "agenda of everybody's week": (
        lambda visit: f"/beheer/agenda/?dag={visit.day}&kin=allen",
        ".agenda-slip",
    ),
    "hand over everybody's week": (
        lambda visit: f"/beheer/agenda/?dag={visit.day}&kin=allen&hand={visit.pk}",
        ".agenda-lit",
    ),
    "card": (lambda visit: f"{agenda(visit)}&kaart={visit.pk}", ".agenda-card"),
    "hand": (lambda visit: f"{agenda(visit)}&hand={visit.pk}", ".agenda-lit"),
    "what needs the desk": (lambda _visit: "/beheer/agenda/aandacht/", "#needs h1"),
    "somebody is ill": (
        lambda visit: f"/beheer/agenda/ziek/?dag={visit.day}&kin={visit.practitioner_id}",
        "main h1",
    ),
    "week of a roster": (
        lambda visit: (
            f"/beheer/werkroosters/week/?kin={visit.practitioner_id}"
            f"&dag={visit.day + timedelta(days=1)}"
        ),
        ".hours-stretch",
    ),
    "hours of one day": (
        lambda visit: f"/beheer/beschikbaarheid/week/?kin={visit.practitioner_id}&dag={visit.day}",
        ".hours-stretch",
    ),
    "mails": (lambda _visit: "/beheer/berichten/", "input[name=mail]"),
    "mail as it was sent": (
        lambda visit: f"/beheer/berichten/{Notification.objects.get(appointment=visit).pk}/",
        "main h1",
    ),
}


@pytest.mark.parametrize("screen", SCREENS)
def test_each_screen_of_the_desk_is_accessible(
    editor: Page, visit: Appointment, assert_accessible: Callable[[Page], None], screen: str
) -> None:
    address, whole = SCREENS[screen]
    editor.set_viewport_size(HEIGHT)
    editor.goto(address(visit))
    expect(editor.locator(whole).first).to_be_visible()

    assert_accessible(editor)


def test_the_booking_by_phone_is_accessible_beside_the_whole_agenda(
    editor: Page,
    visit: Appointment,
    practice_with_room: OpenPractice,
    assert_accessible: Callable[[Page], None],
) -> None:
    booked(practice_with_room, "Carl Bel", practice_with_room.at(9) - timedelta(days=20))
    editor.set_viewport_size(HEIGHT)
    editor.goto(agenda(visit))
    look_up(editor, "carl bel")
    assert_accessible(editor)

    editor.keyboard.press("Enter")
    editor.locator(".agenda-lit button").first.press("Enter")
    expect(editor.get_by_role("button", name="Boek", exact=True)).to_be_focused()

    assert_accessible(editor)
