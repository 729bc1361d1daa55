"""Cancelling the rest of a series at the desk; and the queries of changing many at once."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from booking.choices import AppointmentStatus, CancelledBy, NotificationKind
from booking.errors import TooLateToCancel
from booking.models import AppointmentSeries, Notification
from booking.scheduling.openings import Opening
from booking.services.mail.owe import STAFF_MAIL_DELAY
from booking.services.series.change_series import cancel_rest, move_rest
from tests.booking.support.series import series_of, statuses, visits_of
from tests.factories.booking import DAY, NOW, NotificationFactory, at

pytestmark = pytest.mark.django_db
PRACTICE = CancelledBy.PRACTICE
BOOKED, CANCELLED = AppointmentStatus.BOOKED, AppointmentStatus.CANCELLED
EARLY = NOW - timedelta(days=3)


@pytest.fixture
def series() -> AppointmentSeries:
    return series_of(4)


def test_the_cut_off_of_the_website_does_not_bind_the_desk(series: AppointmentSeries) -> None:
    cancelled = cancel_rest(series=series, since=DAY, by=PRACTICE, now=NOW)

    assert (len(cancelled), statuses(series)) == (4, [CANCELLED] * 4)
    assert {visit.cancelled_by for visit in visits_of(series)} == {PRACTICE}


def test_one_mail_follows_after_the_time_to_take_a_slip_back(series: AppointmentSeries) -> None:
    NotificationFactory(appointment=visits_of(series)[3], kind=NotificationKind.MOVED)

    cancel_rest(series=series, since=DAY + timedelta(weeks=1), by=PRACTICE, now=NOW)

    owed = Notification.objects.get()
    assert (owed.kind, owed.series, owed.due_at) == (
        NotificationKind.SERIES,
        series,
        NOW + STAFF_MAIL_DELAY,
    )


def test_what_is_over_stays(series: AppointmentSeries) -> None:
    second = DAY + timedelta(weeks=1)

    cancel_rest(series=series, since=DAY, by=PRACTICE, now=at(9, day=second))

    assert statuses(series) == [BOOKED, BOOKED, CANCELLED, CANCELLED]


def test_when_all_is_over_nothing_is_cancelled(series: AppointmentSeries) -> None:
    with pytest.raises(TooLateToCancel):
        cancel_rest(series=series, since=DAY, by=PRACTICE, now=NOW + timedelta(weeks=9))

    assert statuses(series) == [BOOKED] * 4


def test_queries_to_cancel_do_not_grow_with_the_visits() -> None:
    counts = []
    for count in (1, 5):
        series = series_of(count)
        with CaptureQueriesContext(connection) as queries:
            cancel_rest(series=series, since=DAY, now=EARLY)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_queries_to_move_do_not_grow_with_the_visits() -> None:
    counts = []
    for count in (1, 5):
        series = series_of(count)
        hour = timedelta(hours=1)
        openings = [
            Opening(visit.starts_at + hour, visit.ends_at + hour, visit.practitioner_id)
            for visit in visits_of(series)
        ]
        with CaptureQueriesContext(connection) as queries:
            move_rest(series=series, since=DAY, openings=openings, now=EARLY)
        counts.append(len(queries))

    assert counts[0] == counts[1]
