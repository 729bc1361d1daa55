"""The screens on which the desk sees a series, and cancels one appointment and those after it."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from booking.choices import AppointmentStatus, CancelledBy
from booking.models import Appointment, AppointmentSeries
from booking.services.mail.owe import STAFF_MAIL_DELAY, owe_series
from tests.booking.support.letters import deliver_all
from tests.booking.support.series import series_of, statuses, visits_of
from tests.factories.booking import AppointmentFactory, SeriesFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
PRACTICE = CancelledBy.PRACTICE
BOOKED, CANCELLED = AppointmentStatus.BOOKED, AppointmentStatus.CANCELLED


@pytest.fixture
def series() -> AppointmentSeries:
    return series_of(4)


def page_of(visit: Appointment) -> str:
    return reverse("agenda:visit", args=[visit.pk])


def cancel_page_of(visit: Appointment) -> str:
    return reverse("agenda:series_cancel", args=[visit.pk])


def coming_series() -> AppointmentSeries:
    """Booked at the real clock: three visits, the first of which starts within the cut-off."""
    series: AppointmentSeries = SeriesFactory()
    now = timezone.now()
    for days in (1, 8, 15):
        AppointmentFactory(
            series=series, patient=series.patient, starts_at=now + timedelta(days=days, hours=-1)
        )
    return series


def test_the_page_of_a_visit_shows_the_others_of_its_series(
    desk: Client, series: AppointmentSeries
) -> None:
    first, *others = visits_of(series)

    page = desk.get(page_of(first))

    assert page.context["series"] == others
    shown = page.content.decode()
    assert [shown.count(f'href="{page_of(one)}"') for one in others] == [1, 1, 1]


def test_a_longer_series_asks_no_more_on_the_page_of_a_visit(desk: Client) -> None:
    desk.get(page_of(AppointmentFactory()))  # sees once that planned tasks run
    counts = []
    for count in (2, 5):
        visit = visits_of(series_of(count))[0]
        with CaptureQueriesContext(connection) as queries:
            desk.get(page_of(visit))
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_the_last_visit_and_one_alone_offer_no_next_ones(
    desk: Client, series: AppointmentSeries
) -> None:
    for visit in (visits_of(series)[-1], AppointmentFactory()):
        page = desk.get(page_of(visit))

        assert page.content.decode().count(cancel_page_of(visit)) == 0


def test_the_desk_is_asked_first_and_then_cancels_that_one_and_the_next(desk: Client) -> None:
    series = coming_series()
    second = visits_of(series)[1]

    asked = desk.get(cancel_page_of(second))
    assert (asked.context["rest"], statuses(series)) == (visits_of(series)[1:], [BOOKED] * 3)

    page = desk.post(cancel_page_of(second), {"by": PRACTICE}, follow=True)
    assert statuses(series) == [BOOKED, CANCELLED, CANCELLED]
    assert page.request["QUERY_STRING"] == f"dag={second.day}"


def test_the_desk_cancels_past_the_cut_off(desk: Client) -> None:
    series = coming_series()

    desk.post(cancel_page_of(visits_of(series)[0]), {"by": PRACTICE})

    assert statuses(series) == [CANCELLED] * 3


@pytest.mark.parametrize(
    ("by", "told"), [(CancelledBy.ASKED, "geannuleerd"), (PRACTICE, "geannuleerd door de praktijk")]
)
def test_the_desk_says_who_cancels_and_so_does_the_mail(
    desk: Client, by: CancelledBy, told: str
) -> None:
    series = coming_series()
    owe_series(series, now=timezone.now())
    deliver_all(timezone.now())

    desk.post(cancel_page_of(visits_of(series)[1]), {"by": by})

    assert [visit.cancelled_by for visit in visits_of(series)] == ["", by, by]
    _booked, mail = deliver_all(now=timezone.now() + STAFF_MAIL_DELAY)
    assert mail.body.count(f"({told})") == 2


def test_a_patient_who_asks_too_late_is_noted_as_late(desk: Client) -> None:
    series = coming_series()

    desk.post(cancel_page_of(visits_of(series)[0]), {"by": CancelledBy.ASKED})

    assert [visit.was_cancelled_late for visit in visits_of(series)] == [True, False, False]


@pytest.mark.parametrize("by", ["", CancelledBy.PATIENT, "x"])
def test_who_cancels_at_the_desk_is_the_patient_through_it_or_the_practice(
    desk: Client, by: str
) -> None:
    series = coming_series()

    answer = desk.post(cancel_page_of(visits_of(series)[0]), {"by": by})

    assert (answer.status_code, statuses(series)) == (HTTPStatus.BAD_REQUEST, [BOOKED] * 3)


def test_cancelling_twice_changes_nothing_more(desk: Client) -> None:
    series = coming_series()
    first = visits_of(series)[0]

    answers = [desk.post(cancel_page_of(first), {"by": PRACTICE}).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert {visit.sequence for visit in visits_of(series)} == {1}


def test_a_visit_that_is_no_part_of_a_series_has_no_such_page(desk: Client) -> None:
    assert desk.get(cancel_page_of(AppointmentFactory())).status_code == 404


def test_who_may_not_change_appointments_cancels_nothing(
    client: Client, series: AppointmentSeries
) -> None:
    client.force_login(UserFactory(groups=["Editors"]))

    client.post(cancel_page_of(visits_of(series)[0]), {"by": PRACTICE})

    assert statuses(series) == [BOOKED] * 4
