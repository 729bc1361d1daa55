"""What the desk does is undone from what confirms it, by whichever form and page it was done."""

from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse, reverse_lazy
from django.utils import timezone

from booking.choices import AppointmentStatus, CancelledBy
from booking.models import Appointment, Notification
from booking.models.versioned import versions_of
from tests.booking.conftest import OpenPractice
from tests.booking.support.planned import SCREEN
from tests.booking.support.weekly import Weekly, weekly
from tests.factories.booking import AppointmentFactory, PatientFactory
from tests.site.pages import Soup, soup

__all__ = ["weekly"]

pytestmark = pytest.mark.django_db
BOOKED, CANCELLED = AppointmentStatus.BOOKED, AppointmentStatus.CANCELLED
LIST = reverse_lazy("buiten_uren:index")
WHO = {"name": "Mia Voorbeeld", "phone": "0470 12 34 56", "email": "mia@patient.example"}


@pytest.fixture
def visit(practice_with_room: OpenPractice) -> Appointment:
    visit: Appointment = AppointmentFactory(
        patient=PatientFactory(name="Mia Voorbeeld"),
        practitioner=practice_with_room.practitioner,
        treatment=practice_with_room.treatment,
        starts_at=practice_with_room.at(9),
    )
    return visit


def undo(desk: Client, page: Any) -> Any:
    """Press the button that undoes, as the page that confirms has it."""
    shown: Soup = soup(page)
    [(_words, form)] = [
        one for one in shown.find("form") if one[1].get("action", "").endswith(form_of(one[1]))
    ]
    inside = page.content.decode().partition(form["action"].replace("&", "&amp;"))[2]
    fields = Soup(inside.partition("</form>")[0])
    sent = {one["name"]: one["value"] for _, one in fields.find("input") if one.get("name")}
    assert sent["was"]
    return desk.post(form["action"], sent, follow=True)


def form_of(attributes: dict[str, str]) -> str:
    action = attributes.get("action", "")
    return action if "/ongedaan/?" in action else "/none"


def statuses(*visits: Appointment) -> list[str]:
    for visit in visits:
        visit.refresh_from_db()
    return [visit.status for visit in visits]


def test_a_booking_of_the_whole_form_is_undone_on_the_agenda(
    desk: Client, practice_with_room: OpenPractice
) -> None:
    place = {
        "practitioner": practice_with_room.practitioner.pk,
        "day": str(practice_with_room.at(9).date()),
        "time": "10:00",
        "treatment": practice_with_room.treatment.pk,
    }

    page = desk.post("/beheer/agenda/boeken/", place | WHO, follow=True)
    after = undo(desk, page)

    assert "Ongedaan gemaakt" in after.content.decode()
    assert Appointment.objects.get().status == CANCELLED
    assert not Notification.objects.exists()


@pytest.mark.parametrize("is_elsewhere", [False, True])
def test_a_move_and_each_button_are_undone_wherever_they_lead(
    desk: Client, visit: Appointment, practice_with_room: OpenPractice, is_elsewhere: bool
) -> None:
    elsewhere = str(LIST) if is_elsewhere else ""
    back = f"?next={quote(elsewhere)}" if elsewhere else ""
    place = {"practitioner": visit.practitioner.pk, "day": str(visit.day), "time": "11:00"}

    moved = desk.post(reverse("agenda:move", args=[visit.pk]) + back, place, follow=True)
    assert moved.request["PATH_INFO"] == (elsewhere or "/beheer/agenda/")
    after = undo(desk, moved)
    visit.refresh_from_db()
    assert visit.starts_at == practice_with_room.at(9)
    assert after.request["PATH_INFO"] == (elsewhere or "/beheer/agenda/")

    for verb in ("cancel", "cancel_as_asked"):
        done = desk.post(
            reverse("agenda:change", args=[visit.pk]),
            {"verb": verb, "next": elsewhere},
            follow=True,
        )
        assert statuses(visit) == [CANCELLED]
        undo(desk, done)
        assert statuses(visit) == [BOOKED]


def planned(desk: Client, weekly: Weekly) -> Any:
    """Book a series of two, and look at the page that follows."""
    moments = {f"keuze-{day}": weekly.moment(day, 17) for day in weekly.days[:2]}
    page = desk.get(SCREEN, weekly.wish(aantal="2"))
    shown = {"getoond": page.context["planned_for"]}
    return desk.post(SCREEN, weekly.wish(aantal="2") | moments | shown | WHO, follow=True)


def test_a_whole_series_is_undone_in_one_press(desk: Client, weekly: Weekly) -> None:
    page = planned(desk, weekly)
    bar = page.context["bar"]
    assert bar.text.startswith("2 afspraken zijn geboekt, de eerste: Mia Voorbeeld")
    assert "De mail vertrekt om" in bar.text

    after = undo(desk, page)

    assert statuses(*Appointment.objects.all()) == [CANCELLED, CANCELLED]
    assert "Ongedaan gemaakt, 2 afspraken zijn niet meer geboekt" in after.content.decode()
    assert after.context["bar"] is None
    assert not Notification.objects.exists()
    entries = desk.get(reverse("agenda:visit", args=[bar.visit.pk])).context["history"]
    assert len(entries) == 2


def test_the_bar_of_a_series_goes_once_one_of_it_changed(desk: Client, weekly: Weekly) -> None:
    planned(desk, weekly)
    last = Appointment.objects.latest("starts_at")
    assert desk.get("/beheer/agenda/").context["bar"]

    Appointment.objects.filter(pk=last.pk).update(sequence=5)

    assert desk.get("/beheer/agenda/").context["bar"] is None


def test_the_rest_of_a_series_that_was_cancelled_comes_back(desk: Client, weekly: Weekly) -> None:
    planned(desk, weekly)
    first, last = Appointment.objects.order_by("starts_at")

    page = desk.post(
        reverse("agenda:series_cancel", args=[first.pk]), {"by": CancelledBy.ASKED}, follow=True
    )
    assert statuses(first, last) == [CANCELLED, CANCELLED]
    assert "2 afspraken zijn geannuleerd" in page.context["bar"].text
    after = undo(desk, page)

    assert statuses(first, last) == [BOOKED, BOOKED]
    assert "Ongedaan gemaakt, 2 afspraken staan er weer" in after.content.decode()


def test_that_everybody_came_is_undone_for_all(desk: Client) -> None:
    yesterday = timezone.now() - timedelta(days=1)
    visits = [AppointmentFactory(starts_at=yesterday) for _ in range(2)]
    day = visits[0].day
    version = {"getoond": versions_of(visits)}

    page = desk.post(reverse("aandacht:note_day", args=[day]), version, follow=True)
    assert statuses(*visits) == ["fulfilled", "fulfilled"]
    assert page.request["PATH_INFO"] == reverse("aandacht:index")
    undo(desk, page)

    assert statuses(*visits) == [BOOKED, BOOKED]


def test_what_is_not_undone_has_no_such_button(desk: Client, visit: Appointment) -> None:
    page = desk.post(
        reverse("agenda:change", args=[visit.pk]),
        {"verb": "cancel", "next": str(LIST)},
        follow=True,
    )
    after = undo(desk, page)

    assert "/ongedaan/?" not in after.content.decode()
