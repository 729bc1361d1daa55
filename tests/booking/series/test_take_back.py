"""Undoing what the desk did to a series as a whole: all of it or nothing, and what is mailed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail

from booking.choices import AppointmentStatus, CancelledBy, NotificationKind
from booking.errors import ChangedMeanwhile, DoneAlready, TimeTaken
from booking.models import AppointmentSeries, Notification, Practitioner
from booking.models.versioned import versions_of
from booking.services.mail.owe import owe_series
from booking.services.mail.undo_time import UNDO_FOR, TooLateToUndo
from booking.services.series.change_series import cancel_rest
from booking.services.series.take_back import (
    mail_waits,
    take_back_booking,
    take_back_cancelling,
)
from booking.services.visits.cancel import cancel
from booking.services.visits.move_at_desk import move_at_desk
from tests.booking.support.desk_series import build_appointment
from tests.booking.support.letters import deliver_all
from tests.booking.support.racing import together
from tests.booking.support.series import series_of, statuses, visits_of
from tests.factories.booking import DAY, NOW, AppointmentFactory, at
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
LATER = NOW + 4 * MINUTE
BOOKED, CANCELLED = AppointmentStatus.BOOKED, AppointmentStatus.CANCELLED


@pytest.fixture
def series() -> AppointmentSeries:
    return series_of(4)


def cancelled(series: AppointmentSeries) -> Callable[..., Any]:
    """Cancel all of the series now; returns what undoes it."""
    waited = mail_waits(series)
    cancel_rest(series=series, since=DAY, by=CancelledBy.PRACTICE, now=NOW)
    shown = versions_of(visits_of(series))

    def undo(**changes: Any) -> Any:
        how = {"cancelled_at": NOW, "mail_waited": waited, "shown": shown, "now": LATER}
        return take_back_cancelling(series=series, **how | changes)

    return undo


def kinds_owed() -> list[str]:
    return list(Notification.objects.owed().values_list("kind", flat=True))


def test_a_series_that_was_just_booked_is_cancelled_and_nobody_is_mailed(
    practitioner: Practitioner,
) -> None:
    booked = build_appointment(practitioner)
    [series] = AppointmentSeries.objects.all()
    shown = versions_of(booked.visits)

    with pytest.raises(TooLateToUndo):
        take_back_booking(series=series, booked_at=NOW, shown=shown, now=NOW + UNDO_FOR + MINUTE)
    take_back_booking(series=series, booked_at=NOW, shown=shown, now=LATER)

    assert statuses(series) == [CANCELLED] * 3
    assert deliver_all(NOW + timedelta(hours=1)) == []


def test_a_booked_series_of_which_one_changed_since_stays_as_it_is(
    practitioner: Practitioner,
) -> None:
    booked = build_appointment(practitioner)
    [series] = AppointmentSeries.objects.all()
    cancel(appointment=booked.visits[1], by=CancelledBy.ASKED, now=NOW)

    with pytest.raises(ChangedMeanwhile):
        take_back_booking(series=series, booked_at=NOW, shown=versions_of(booked.visits), now=LATER)

    assert statuses(series) == [BOOKED, CANCELLED, BOOKED]


def test_a_cancelled_series_is_booked_again_and_the_mail_that_waits_is_not_sent(
    series: AppointmentSeries,
) -> None:
    owe_series(series, now=NOW - timedelta(days=1))
    deliver_all(NOW - timedelta(hours=1))

    cancelled(series)()

    assert statuses(series) == [BOOKED] * 4
    assert {visit.cancelled_at for visit in visits_of(series)} == {None}
    assert kinds_owed() == []


def test_a_mail_that_waited_before_is_sent_after_all(series: AppointmentSeries) -> None:
    owe_series(series, now=NOW - MINUTE, wait=UNDO_FOR)

    cancelled(series)()

    assert kinds_owed() == [NotificationKind.SERIES]
    deliver_all(NOW + timedelta(hours=1))
    assert [one.subject.partition(" bij")[0] for one in mail.outbox] == ["Je afspraken"]


def test_what_changed_in_the_rest_of_the_series_meanwhile_is_still_told(
    series: AppointmentSeries,
) -> None:
    owe_series(series, now=NOW - timedelta(days=1))
    deliver_all(NOW - timedelta(hours=1))
    first, *rest = visits_of(series)
    since = DAY + timedelta(weeks=1)
    cancel_rest(series=series, since=since, by=CancelledBy.PRACTICE, now=NOW)
    shown = versions_of(visits_of(series)[1:])
    move_at_desk(
        appointment=first,
        practitioner=first.practitioner,
        starts_at=at(9),
        overrule=True,
        now=NOW + MINUTE,
    )

    take_back_cancelling(series=series, cancelled_at=NOW, mail_waited=False, shown=shown, now=LATER)

    assert statuses(series) == [BOOKED] * (1 + len(rest))
    assert kinds_owed() == [NotificationKind.SERIES]


def test_a_mail_that_left_already_is_followed_by_one(series: AppointmentSeries) -> None:
    owe_series(series, now=NOW - timedelta(days=1))
    deliver_all(NOW - timedelta(hours=1))
    undo = cancelled(series)
    deliver_all(NOW + UNDO_FOR)

    undo(now=NOW + UNDO_FOR)

    assert kinds_owed() == [NotificationKind.SERIES]


def test_all_come_back_or_none_when_somebody_took_one_of_the_times(
    series: AppointmentSeries,
) -> None:
    undo, last = cancelled(series), visits_of(series)[-1]
    AppointmentFactory(practitioner=last.practitioner, starts_at=last.starts_at)

    with pytest.raises(TimeTaken):
        undo()

    assert statuses(series) == [CANCELLED] * 4


def test_it_is_undone_once_and_not_too_late(series: AppointmentSeries) -> None:
    undo, lien = cancelled(series), UserFactory(groups=["Receptie"])

    with pytest.raises(TooLateToUndo):
        undo(now=NOW + UNDO_FOR + MINUTE)
    undo(by_user=lien)
    with pytest.raises(DoneAlready):
        undo(by_user=lien)

    assert statuses(series) == [BOOKED] * 4


@pytest.mark.django_db(transaction=True)
def test_two_desks_that_undo_one_cancelling_do_it_once() -> None:
    series = series_of(3)
    undo = cancelled(series)

    outcomes = together(undo, undo)

    assert sorted(type(one).__name__ for one in outcomes) == ["ChangedMeanwhile", "list"]
    assert statuses(series) == [BOOKED] * 3
