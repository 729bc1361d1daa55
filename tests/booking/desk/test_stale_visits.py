"""Two desks with the same appointment on their screens: the second reads what the first did."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from booking.choices import AppointmentStatus, CancelledBy
from booking.models import Appointment, Notification
from booking.services.visits.cancel import cancel
from tests.booking.support.pressing import Button, buttons, words_of
from tests.factories.booking import (
    AbsenceFactory,
    AppointmentFactory,
    NotificationFactory,
    PractitionerFactory,
    SeriesFactory,
)
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
BOOKED, ARRIVED = AppointmentStatus.BOOKED, AppointmentStatus.ARRIVED
FULFILLED, NOSHOW = AppointmentStatus.FULFILLED, AppointmentStatus.NOSHOW
CANCELLED = AppointmentStatus.CANCELLED


@pytest.fixture
def lien(db: None) -> Client:
    """The browser of a colleague at the desk."""
    browser = Client()
    browser.force_login(UserFactory(first_name="Lien", groups=["Receptie"]))
    return browser


def today(status: AppointmentStatus = BOOKED) -> Appointment:
    """Appointment of today that has just begun, with a mail that was sent."""
    cancelled = {"cancelled_at": timezone.now()} if status == CANCELLED else {}
    visit: Appointment = AppointmentFactory(
        starts_at=timezone.now(),
        status=status,
        practitioner=PractitionerFactory(name="An Peeters"),
        **cancelled,
    )
    NotificationFactory(appointment=visit)
    return visit


def page_of(visit: Appointment) -> str:
    return reverse("agenda:visit", args=[visit.pk])


def look(desk: Client, address: str) -> list[Button]:
    return buttons(desk.get(address), address)


def press(browser: Client, visit: Appointment, verb: str) -> None:
    """Press that button on the page of the visit."""
    found = [one for one in look(browser, page_of(visit)) if one.data.get("verb") == verb]
    assert len(found) == 1, verb
    found[0].press(browser)


def move(browser: Client, visit: Appointment) -> None:
    """Move it a week on, whatever the rules say."""
    address = reverse("agenda:move", args=[visit.pk])
    day = (visit.day + timedelta(days=7)).isoformat()
    look(browser, address)[0].press(browser, day=day, time="10:00", overrule="on")


def stored(visit: Appointment) -> tuple[Any, ...]:
    row = Appointment.objects.filter(pk=visit.pk).values_list().get()
    return (*row, *Notification.objects.order_by("pk").values_list())


def in_absence(visit: Appointment) -> str:
    absence = AbsenceFactory(
        practitioner=visit.practitioner, starts_at=visit.starts_at, ends_at=visit.ends_at
    )
    return reverse("afwezigheden:visits", args=[absence.pk])


def without_notes(shown: list[Button]) -> list[Button]:
    """All but the notes, which stay true of an appointment that was moved or ended.

    The search on the agenda and its keys are about no appointment.
    """
    return [one for one in shown if not one.name.endswith(("note", ":find", ":keys"))]


def look_at_visit(desk: Client, visit: Appointment) -> list[Button]:
    return without_notes(look(desk, page_of(visit)))


SCREENS: dict[str, Callable[[Appointment], str]] = {
    "agenda": lambda visit: f"{reverse('agenda:index')}?dag={visit.day}",
    "visit": page_of,
    "absence": in_absence,
    "move": lambda visit: reverse("agenda:move", args=[visit.pk]),
    "wait": lambda visit: f"{reverse('wachtlijst:add')}?afspraak={visit.pk}",
}
MOVED = "Deze afspraak is intussen verplaatst naar"


@pytest.mark.parametrize("screen", SCREENS)
def test_no_button_of_a_screen_does_anything_to_a_visit_that_a_colleague_moved(
    desk: Client, lien: Client, screen: str
) -> None:
    visit = today()
    open_since = without_notes(look(desk, SCREENS[screen](visit)))
    move(lien, visit)
    before = stored(visit)

    assert open_since
    for button in open_since:
        words = words_of(button.press(desk, day=visit.day.isoformat(), time="23:30"))
        assert MOVED in words, (button, words)
        assert "om 10.00 u bij An Peeters, door Lien." in words
        assert stored(visit) == before


@pytest.mark.parametrize(
    ("status", "done", "news"),
    [
        (BOOKED, "check_in", "Deze patiënt is intussen al aangekomen gemeld, door Lien."),
        (BOOKED, "fulfil", "Deze afspraak is intussen afgerond, door Lien."),
        (BOOKED, "mark_noshow", "Intussen is genoteerd dat deze patiënt niet gekomen is, door"),
        (BOOKED, "cancel", "Deze afspraak is intussen geannuleerd, door Lien."),
        (ARRIVED, "undo_check_in", "Deze afspraak is intussen gewijzigd, door Lien: ze staat nu"),
        (FULFILLED, "undo_fulfil", "Deze afspraak is intussen gewijzigd, door Lien: ze staat nu"),
        (NOSHOW, "undo_noshow", "Deze afspraak is intussen gewijzigd, door Lien: ze staat nu"),
        (CANCELLED, "reinstate", "Deze afspraak is intussen gewijzigd, door Lien: ze staat nu"),
    ],
)
def test_each_button_of_a_stale_page_says_what_a_colleague_noted_and_changes_nothing(
    desk: Client, lien: Client, status: AppointmentStatus, done: str, news: str
) -> None:
    visit = today(status)
    open_since = look_at_visit(desk, visit)
    press(lien, visit, done)
    before = stored(visit)

    may_be_longer = {"agenda:put_down"} if status == BOOKED else set()
    assert {one.name for one in open_since} == {"agenda:change"} | may_be_longer
    for button in open_since:
        assert news in words_of(button.press(desk)), button
        assert stored(visit) == before


def test_whoever_presses_twice_hears_that_it_is_done_and_no_alarm(desk: Client) -> None:
    pairs = [(BOOKED, "check_in"), (ARRIVED, "undo_check_in"), (BOOKED, "fulfil")]
    pairs += [(BOOKED, "mark_noshow"), (BOOKED, "cancel"), (CANCELLED, "reinstate")]
    for status, verb in [*pairs, (BOOKED, "cancel_as_asked"), (BOOKED, "send_again")]:
        visit = today(status)
        (button,) = [one for one in look_at_visit(desk, visit) if one.data.get("verb") == verb]
        button.press(desk)
        before = stored(visit)

        page = button.press(desk)

        messages = [(one.level_tag, str(one).strip()) for one in page.context["messages"]]
        assert messages == [("info", "Dat was al gebeurd.")], verb
        assert stored(visit) == before


def test_what_the_patient_did_meanwhile_is_said_too(desk: Client) -> None:
    visit = AppointmentFactory(starts_at=timezone.now() + timedelta(days=9))
    open_since = look(desk, page_of(visit))

    cancel(appointment=visit, by=CancelledBy.PATIENT, now=timezone.now())

    words = words_of(open_since[0].press(desk))
    assert "Deze afspraak is intussen geannuleerd, door de patiënt." in words


def test_the_move_form_shows_the_new_state_and_keeps_what_was_typed_to_move_it_after_all(
    desk: Client, lien: Client
) -> None:
    visit = today()
    (button,) = look(desk, SCREENS["move"](visit))
    move(lien, visit)
    day = (visit.day + timedelta(days=2)).isoformat()

    refused = button.press(desk, day=day, time="11:15", overrule="on")

    (again,) = buttons(refused, button.address)
    assert (again.data["day"], again.data["time"]) == (day, "11:15")
    again.press(desk)
    visit.refresh_from_db()
    assert (visit.day.isoformat(), visit.sequence) == (day, 2)


def series_of_three() -> list[Appointment]:
    """Visits of one series, coming at the real clock."""
    series = SeriesFactory()
    now = timezone.now()
    return [
        AppointmentFactory(
            series=series, patient=series.patient, starts_at=now + timedelta(days=days)
        )
        for days in (1, 8, 15)
    ]


def test_the_rest_of_a_series_is_not_cancelled_when_one_of_it_changed(
    desk: Client, lien: Client
) -> None:
    visits = series_of_three()
    address = reverse("agenda:series_cancel", args=[visits[0].pk])
    open_since = look(desk, address)
    move(lien, visits[1])

    assert len(open_since) == 2
    for button in open_since:
        assert MOVED in words_of(button.press(desk))
    assert not Appointment.objects.filter(status=CANCELLED).exists()


def test_the_rest_of_a_series_that_is_cancelled_twice_was_cancelled_already(desk: Client) -> None:
    visits = series_of_three()
    button, _other = look(desk, reverse("agenda:series_cancel", args=[visits[0].pk]))
    button.press(desk)

    assert "Dat was al gebeurd." in words_of(button.press(desk))


def test_no_part_of_a_series_is_cancelled_when_the_screen_showed_more_of_it(desk: Client) -> None:
    visits = series_of_three()
    for button in look(desk, reverse("agenda:series_cancel", args=[visits[0].pk])):
        later = Button(reverse("agenda:series_cancel", args=[visits[1].pk]), button.data)

        told = words_of(later.press(desk))

        assert "Het scherm toonde andere afspraken dan er nu nog te wijzigen zijn." in told
    assert not Appointment.objects.filter(status=CANCELLED).exists()
