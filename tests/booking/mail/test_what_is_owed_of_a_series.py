"""Which mails a patient gets about visits that were booked together."""

import pytest

from booking.choices import CancelledBy, NotificationKind
from booking.models import Notification
from booking.services.mail.owe import STAFF_MAIL_DELAY, owe_series
from booking.services.visits.cancel import cancel
from booking.services.visits.reinstate import reinstate
from tests.booking.support.letters import deliver_all
from tests.booking.support.owing import MINUTE, done, heard, kinds, visits_of_a_series
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
