"""The desk sends a mail again, and changes the visit before a worker has sent it."""

from datetime import timedelta

import pytest
from django.core import mail

from booking.choices import CancelledBy, NotificationKind, NotificationStatus
from booking.models import Notification
from booking.services.mail.owe import STAFF_MAIL_DELAY, owe, owe_series
from booking.services.mail.send_again import send_again
from booking.services.series.change_series import cancel_rest
from booking.services.visits.cancel import cancel
from tests.booking.support.letters import deliver_all
from tests.booking.support.owing import done, heard, visits_of_a_series
from tests.factories.booking import DAY, NOW, AppointmentFactory, NotificationFactory

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


# The visit is booked at nine; "to10" moves it to ten, "again" sends the last mail again.
@pytest.mark.parametrize(
    ("steps", "told"),
    [
        ("again", "booked 9"),
        ("again cancelled", ""),
        ("sent again", "booked 9, booked 9"),
        ("sent again again", "booked 9, booked 9"),
        ("sent again cancelled", "booked 9, cancelled 9"),
        ("sent again again cancelled", "booked 9, cancelled 9"),
        ("sent again cancelled back", "booked 9"),
        ("sent again to10", "booked 9, moved 9 10"),
        ("sent again to10 cancelled", "booked 9, cancelled 9"),
        ("sent again swept cancelled", "booked 9, booked 9, cancelled 9"),
        ("sent to10 sent again", "booked 9, moved 9 10, moved 10"),
        ("sent to10 sent again cancelled", "booked 9, moved 9 10, cancelled 10"),
        ("sent to10 sent again to9", "booked 9, moved 9 10, moved 10 9"),
        ("sent cancelled sent again", "booked 9, cancelled 9, cancelled 9"),
        ("sent cancelled sent again back", "booked 9, cancelled 9, booked 9"),
    ],
)
def test_what_was_sent_before_is_known_and_the_change_is_told(steps: str, told: str) -> None:
    visit = AppointmentFactory()
    owe(visit, NotificationKind.BOOKED, now=NOW, wait=STAFF_MAIL_DELAY)

    done(visit, steps)

    assert heard() == told
    assert not Notification.objects.owed().exists()


def test_a_mail_on_its_way_again_no_longer_shows_why_it_failed() -> None:
    failed = NotificationFactory(status=NotificationStatus.FAILED, last_error="550 no such box")

    send_again(appointment=failed.appointment, now=LATER)

    failed.refresh_from_db()
    assert (failed.status, failed.last_error) == (NotificationStatus.OWED, "")


def test_a_move_that_failed_still_says_from_when_the_visit_moved() -> None:
    visit = AppointmentFactory()
    owe(visit, NotificationKind.BOOKED, now=NOW)
    done(visit, "sent to10")
    Notification.objects.filter(kind=NotificationKind.MOVED).update(
        status=NotificationStatus.FAILED, sent_at=None
    )
    mail.outbox.clear()

    send_again(appointment=visit, now=LATER)
    deliver_all(LATER)

    assert heard() == "moved 9 10"


def test_a_series_that_was_sent_before_is_known_when_all_of_it_is_cancelled() -> None:
    first, _second = visits_of_a_series()
    assert first.series
    owe_series(first.series, now=NOW)
    deliver_all(NOW)

    send_again(appointment=first, now=NOW)
    cancel_rest(series=first.series, since=DAY, by=CancelledBy.PRACTICE, now=NOW)
    deliver_all(LATER)

    assert [message.subject for message in mail.outbox] == [
        "Je afspraken bij Kinepraktijk",
        "Gewijzigd: je afspraken bij Kinepraktijk",
    ]


def test_a_series_that_was_never_sent_is_not_told_when_all_of_it_is_cancelled() -> None:
    first, _second = visits_of_a_series()
    assert first.series
    owe_series(first.series, now=NOW, wait=STAFF_MAIL_DELAY)

    send_again(appointment=first, now=NOW)
    cancel_rest(series=first.series, since=DAY, by=CancelledBy.PRACTICE, now=NOW)
    deliver_all(LATER)

    assert heard() == ""


def test_one_visit_of_a_series_that_is_sent_again_is_cancelled_in_that_mail() -> None:
    first, _second = visits_of_a_series()
    assert first.series
    owe_series(first.series, now=NOW)
    deliver_all(NOW)

    send_again(appointment=first, now=NOW)
    cancel(appointment=first, by=CancelledBy.PRACTICE, now=NOW)
    deliver_all(LATER)

    assert heard() == "series, series"
    assert "geannuleerd door de praktijk" in str(mail.outbox[-1].body)
