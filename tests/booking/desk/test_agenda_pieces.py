"""What a script of the agenda gets: only the pieces that differ from those that it shows."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from booking.models import Appointment
from booking.services.visits.attendance import fulfil
from tests.factories.booking import AppointmentFactory, PractitionerFactory

pytestmark = pytest.mark.django_db
SCRIPT = {"HX-Request": "true", "X-Requested-With": "XMLHttpRequest"}


@pytest.fixture
def today() -> Appointment:
    """An appointment of this instant; two other therapists have one too."""
    now = timezone.now().replace(second=0, microsecond=0)
    for name in ("Bo Tweede", "Cis Derde"):
        AppointmentFactory(practitioner=PractitionerFactory(name=name), starts_at=now)
    visit: Appointment = AppointmentFactory(
        practitioner=PractitionerFactory(name="An Eerst"), starts_at=now
    )
    return visit


def stand(page: Any) -> str:
    [shown] = re.findall(r'name="stand" value="([^"]+)"', page.content.decode())
    return str(shown)


def swapped(answer: Any) -> set[str]:
    """Ids of the elements that the answer replaces."""
    html = answer.content.decode()
    return set(re.findall(r'id="([\w-]+)"[^>]* hx-swap-oob', html))


def press(desk: Client, visit: Appointment, verb: str, shown: str, **more: str) -> Any:
    address = f"/beheer/agenda/afspraak/{visit.pk}/wijzig/?getoond={visit.version}"
    form = {"verb": verb, "next": f"/beheer/agenda/?dag={visit.day}", "stand": shown} | more
    return desk.post(address, form, headers=SCRIPT)


def test_a_button_brings_back_one_column_and_the_bar(desk: Client, today: Appointment) -> None:
    shown = stand(desk.get("/beheer/agenda/"))

    answer = press(desk, today, "check_in", shown)

    column = f"kolom-{today.practitioner.pk}"
    assert swapped(answer) == {column, "agenda-sum", "agenda-done", "agenda-stand"}
    assert "Ongedaan maken" in answer.content.decode()
    fresh = stand(desk.get("/beheer/agenda/"))
    assert stand(answer).split() == fresh.split()
    assert len(set(fresh.split()) - set(shown.split())) == 1


def test_the_open_card_comes_back_with_what_it_offers_now(desk: Client, today: Appointment) -> None:
    address = f"/beheer/agenda/?dag={today.day}&kaart={today.pk}"
    shown = stand(desk.get(address))

    answer = press(desk, today, "check_in", shown, next=address)

    assert "agenda-rail" in swapped(answer)
    assert "Toch niet aangekomen" in answer.content.decode()


def test_a_card_that_nobody_changed_is_drawn_alike_each_time(
    desk: Client, today: Appointment
) -> None:
    address = f"/beheer/agenda/?dag={today.day}&kaart={today.pk}"

    assert stand(desk.get(address)) == stand(desk.get(address))


def test_a_new_therapist_brings_the_whole_grid(desk: Client, today: Appointment) -> None:
    shown = stand(desk.get("/beheer/agenda/"))
    PractitionerFactory(name="Dries Nieuw")

    assert "agenda-grid" in swapped(press(desk, today, "check_in", shown))


def test_a_button_of_an_old_page_says_what_is_so_now_and_shows_it(
    desk: Client, today: Appointment
) -> None:
    shown = stand(desk.get("/beheer/agenda/"))
    fulfil(appointment=today, now=timezone.now())

    answer = press(desk, today, "check_in", shown)

    html = answer.content.decode()
    assert re.search(r'role="alert">Deze afspraak is intussen', html)
    assert f"kolom-{today.practitioner.pk}" in swapped(answer)
    today.refresh_from_db()
    assert today.is_fulfilled
