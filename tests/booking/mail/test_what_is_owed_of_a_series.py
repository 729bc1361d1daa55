"""Which mails a patient gets about visits that were booked together."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.mail import EmailMessage

from booking.choices import CancelledBy, NotificationKind
from booking.models import AppointmentSeries, Notification
from booking.services.mail.owe import STAFF_MAIL_DELAY, owe_series
from booking.services.mail.send_again import send_again
from booking.services.series.change_series import cancel_rest
from booking.services.visits.cancel import cancel
from booking.services.visits.reinstate import reinstate
from tests.booking.support.letters import deliver_all, parsed
from tests.booking.support.owing import MINUTE, done, heard, kinds, visits_of_a_series
from tests.booking.support.series import series_of, visits_of
from tests.factories.booking import NOW

pytestmark = pytest.mark.django_db
BOOKED, SERIES = NotificationKind.BOOKED, NotificationKind.SERIES


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        ("", "series"),
        ("to10", "series"),
        ("cancelled", "series"),
        ("cancelled back", "series"),
        ("to10 sent to11", "series, moved 10 11"),
        ("to10 sent to9", "series, moved 10 9"),
        ("sent to10", "series, moved 9 10"),
        ("sent to10 to11", "series, moved 9 11"),
        ("sent to10 to9", "series"),
        ("sent to10 sent to9", "series, moved 9 10, moved 10 9"),
        ("sent to10 cancelled", "series, cancelled 9"),
        ("sent cancelled", "series, cancelled 9"),
        ("sent cancelled back", "series"),
        ("cancelled sent back", "series, booked 9"),
        ("cancelled sent back to10", "series, booked 10"),
        ("sent to10 cancelled back", "series, moved 9 10"),
    ],
)
def test_a_visit_of_a_series_is_told_of_by_the_series_while_that_mail_is_to_go(
    steps: str, told: str
) -> None:
    visit, _other = visits_of_a_series()
    owe_series(visit.series, now=NOW, wait=STAFF_MAIL_DELAY)

    done(visit, steps)

    assert heard() == told


def test_a_changed_series_is_told_once_as_it_ended() -> None:
    visit, _other = visits_of_a_series()
    series = visit.series
    owe_series(series, now=NOW, wait=STAFF_MAIL_DELAY)

    series.sequence += 1
    series.save()
    owe_series(series, now=NOW, wait=STAFF_MAIL_DELAY)

    assert list(Notification.objects.values_list("kind", "sequence")) == [(SERIES, 1)]


def test_a_series_that_is_given_up_before_it_was_told_sends_nothing() -> None:
    visits = visits_of_a_series()
    series = visits[0].series
    owe_series(series, now=NOW, wait=STAFF_MAIL_DELAY)

    for visit in visits:
        cancel(appointment=visit, by=CancelledBy.PRACTICE, now=NOW)
    series.sequence += 1
    series.save()
    owe_series(series, now=NOW, wait=STAFF_MAIL_DELAY)

    assert kinds() == []


def test_a_series_that_is_given_up_after_it_was_told_is_told() -> None:
    visits = visits_of_a_series()
    series = visits[0].series
    owe_series(series, now=NOW)
    deliver_all()

    for visit in visits:
        visit.cancel(by=CancelledBy.PRACTICE, now=NOW + MINUTE)
        visit.save()
    series.sequence += 1
    series.save()
    owe_series(series, now=NOW + MINUTE)

    assert kinds() == [SERIES, SERIES]


def test_a_cancellation_that_the_series_told_of_is_taken_back_with_a_confirmation() -> None:
    visit, _other = visits_of_a_series()
    visit.cancel(by=CancelledBy.PRACTICE, now=NOW)
    visit.save()
    owe_series(visit.series, now=NOW)
    deliver_all()

    reinstate(appointment=visit, now=NOW + MINUTE)

    assert kinds() == [SERIES, BOOKED]


CONFIRMED, CHANGED = "Je afspraken staan vast:", "Er is iets veranderd aan je afspraken."
GONE = "geannuleerd door de praktijk"


def named(mail: EmailMessage, series: AppointmentSeries) -> int:
    """How many appointments the mail names, each with its therapist."""
    return str(mail.body).count(f", {visits_of(series)[0].practitioner.name}")


def cancelled_from(series: AppointmentSeries, number: int, minute: int = 0) -> None:
    cancel_rest(
        series=series,
        since=visits_of(series)[number].day,
        by=CancelledBy.PRACTICE,
        now=NOW + minute * MINUTE,
    )


def cancelled_alone(series: AppointmentSeries, number: int, minute: int = 0) -> None:
    visit = visits_of(series)[number]
    cancel(appointment=visit, by=CancelledBy.PRACTICE, now=NOW + minute * MINUTE)


@pytest.mark.parametrize("change", [cancelled_from, cancelled_alone])
def test_the_first_mail_of_a_series_confirms_what_is_booked_by_then(
    change: Callable[[AppointmentSeries, int], None],
) -> None:
    series = series_of(3)
    owe_series(series, now=NOW, wait=STAFF_MAIL_DELAY)
    change(series, 2)

    [mail] = deliver_all(NOW + 2 * STAFF_MAIL_DELAY)

    assert CONFIRMED in mail.body
    assert (named(mail, series), GONE in mail.body) == (2, False)
    assert mail.subject == "Je afspraken bij Kinepraktijk"
    files = [part for part in parsed(mail).walk() if part.get_filename() == "afspraken.ics"]
    assert [file.get_content().count("BEGIN:VEVENT") for file in files] == [2]


def test_what_was_cancelled_before_the_first_mail_stays_out_of_the_later_ones() -> None:
    series = series_of(4)
    owe_series(series, now=NOW, wait=STAFF_MAIL_DELAY)
    cancelled_from(series, 3)
    deliver_all(NOW + 10 * MINUTE)

    send_again(appointment=visits_of(series)[0], now=NOW + 11 * MINUTE)
    deliver_all(NOW + 11 * MINUTE)
    cancelled_from(series, 2, minute=12)
    *_, again, changed = deliver_all(NOW + 20 * MINUTE)

    assert (CONFIRMED in again.body, named(again, series), GONE in again.body) == (
        True,
        3,
        False,
    )
    assert CHANGED in changed.body
    assert (named(changed, series), changed.body.count(GONE)) == (3, 1)


def test_what_was_cancelled_before_the_first_mail_and_comes_back_is_told() -> None:
    series = series_of(3)
    owe_series(series, now=NOW, wait=STAFF_MAIL_DELAY)
    cancelled_from(series, 1)
    reinstate(appointment=visits_of(series)[1], now=NOW + MINUTE)
    deliver_all(NOW + 10 * MINUTE)

    reinstate(appointment=visits_of(series)[2], now=NOW + 11 * MINUTE)
    first, second = deliver_all(NOW + 20 * MINUTE)

    assert (CONFIRMED in first.body, named(first, series)) == (True, 2)
    assert second.subject.startswith("Je afspraak op")


def test_a_first_mail_that_is_tried_again_confirms_what_is_booked_by_then(
    settings: Any,
) -> None:
    series, transport = series_of(3), settings.MAIL_TRANSPORT
    owe_series(series, now=NOW)
    settings.MAIL_TRANSPORT = "nowhere.Backend"
    deliver_all(NOW)
    settings.MAIL_TRANSPORT = transport
    cancelled_from(series, 2)

    [mail] = deliver_all(NOW + 20 * MINUTE)

    assert (CONFIRMED in mail.body, named(mail, series)) == (True, 2)


def test_a_series_of_which_each_visit_is_cancelled_before_it_was_told_sends_nothing() -> None:
    series = series_of(2)
    owe_series(series, now=NOW, wait=STAFF_MAIL_DELAY)
    for number in range(2):
        cancelled_alone(series, number)

    assert deliver_all(NOW + 20 * MINUTE) == []
    assert kinds() == []
