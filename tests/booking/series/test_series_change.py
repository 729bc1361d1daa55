"""Cancelling and moving what is left of a series: in one go, told in one mail."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from booking.choices import AppointmentStatus, CancelledBy, NotificationKind
from booking.errors import BookingError, NotAnOpening, NotExpected, TimeTaken, TooLateToCancel
from booking.models import Appointment, AppointmentSeries, Notification, Practitioner
from booking.scheduling.openings import Opening
from booking.services.series.change_series import cancel_rest, move_rest
from tests.booking.support.letters import deliver_all
from tests.factories.booking import (
    DAY,
    NOW,
    AppointmentFactory,
    NotificationFactory,
    PractitionerFactory,
    SeriesFactory,
    SlotFactory,
    at,
)

pytestmark = pytest.mark.django_db
TUESDAYS = [DAY + timedelta(weeks=n) for n in range(4)]
HALF_HOUR = timedelta(minutes=30)
EARLY = NOW - timedelta(days=3)


@pytest.fixture
def series() -> AppointmentSeries:
    """Four Tuesdays at 8:00 UTC; the therapist works until 11:00, and on Wednesdays too."""
    series = SeriesFactory()
    practitioner = PractitionerFactory()
    for day in TUESDAYS:
        for worked in (day, day + timedelta(days=1)):
            SlotFactory(
                practitioner=practitioner, starts_at=at(8, day=worked), ends_at=at(11, day=worked)
            )
        AppointmentFactory(
            series=series,
            patient=series.patient,
            treatment=series.treatment,
            practitioner=practitioner,
            starts_at=at(8, day=day),
        )
    return series


def statuses(series: AppointmentSeries) -> list[str]:
    return [visit.status for visit in series.appointments.order_by("starts_at")]


def openings(
    days: list[date], hour: int = 9, practitioner: Practitioner | None = None
) -> list[Opening]:
    person = practitioner or Practitioner.objects.order_by("pk")[0]
    return [Opening(at(hour, day=day), at(hour, day=day) + HALF_HOUR, person.pk) for day in days]


def starts(series: AppointmentSeries) -> list[datetime]:
    return [visit.starts_at for visit in series.appointments.order_by("pk")]


def test_the_rest_is_cancelled_and_told_in_one_mail(series: AppointmentSeries) -> None:
    cancelled = cancel_rest(series=series, since=TUESDAYS[2], now=EARLY)

    assert [visit.starts_at for visit in cancelled] == [at(8, day=day) for day in TUESDAYS[2:]]
    assert statuses(series) == [AppointmentStatus.BOOKED] * 2 + [AppointmentStatus.CANCELLED] * 2
    assert {visit.cancelled_by for visit in cancelled} == {CancelledBy.PATIENT}
    assert [visit.sequence for visit in series.appointments.order_by("pk")] == [0, 0, 1, 1]
    owed = Notification.objects.get()
    assert (owed.kind, owed.series, owed.sequence) == (NotificationKind.SERIES, series, 1)


def test_a_visit_past_its_cut_off_stays(series: AppointmentSeries) -> None:
    cancel_rest(series=series, since=DAY, now=NOW)

    assert statuses(series) == [AppointmentStatus.BOOKED, *[AppointmentStatus.CANCELLED] * 3]


def test_when_nothing_can_be_cancelled_nothing_is_told(series: AppointmentSeries) -> None:
    with pytest.raises(TooLateToCancel):
        cancel_rest(series=series, since=TUESDAYS[-1], now=at(7, day=TUESDAYS[-1]))

    assert Notification.objects.count() == 0


def test_cancelling_twice_tells_once(series: AppointmentSeries) -> None:
    first, second = (cancel_rest(series=series, since=TUESDAYS[1], now=EARLY) for _ in range(2))

    assert (len(first), len(second)) == (3, 0)
    assert Notification.objects.count() == 1


def test_moving_twice_moves_once(series: AppointmentSeries) -> None:
    wednesdays = [day + timedelta(days=1) for day in TUESDAYS]

    first, second = (
        move_rest(series=series, since=DAY, openings=openings(wednesdays), now=EARLY)
        for _ in range(2)
    )

    assert first == second
    assert {visit.sequence for visit in series.appointments.all()} == {1}
    assert Notification.objects.count() == 1


def test_a_mail_about_one_visit_that_was_still_to_go_does_not_go(series: AppointmentSeries) -> None:
    visit = series.appointments.earliest("starts_at")
    NotificationFactory(appointment=visit, kind=NotificationKind.MOVED)

    move_rest(series=series, since=DAY, openings=openings(TUESDAYS), now=EARLY)

    assert [owed.kind for owed in Notification.objects.all()] == [NotificationKind.SERIES]


def test_the_rest_moves_in_order_and_keeps_its_entries(series: AppointmentSeries) -> None:
    before = list(series.appointments.order_by("pk").values_list("uid", flat=True))
    wednesdays = [day + timedelta(days=1) for day in TUESDAYS[1:]]

    move_rest(series=series, since=TUESDAYS[1], openings=openings(wednesdays)[::-1], now=EARLY)

    assert starts(series) == [at(8), *(at(9, day=day) for day in wednesdays)]
    rows = series.appointments.order_by("pk")
    assert [visit.uid for visit in rows] == before
    assert [visit.sequence for visit in rows] == [0, 1, 1, 1]
    assert [visit.change_until for visit in rows[1:]] == [
        at(9, day=day) - timedelta(hours=24) for day in wednesdays
    ]
    owed = Notification.objects.get()
    assert (owed.kind, owed.sequence) == (NotificationKind.SERIES, 1)


def test_the_rest_moves_to_a_colleague(series: AppointmentSeries) -> None:
    colleague = PractitionerFactory(treatments=[series.treatment])
    for day in TUESDAYS:
        SlotFactory(practitioner=colleague, starts_at=at(8, day=day), ends_at=at(11, day=day))

    moved = move_rest(
        series=series, since=DAY, openings=openings(TUESDAYS, 8, colleague), now=EARLY
    )

    assert {visit.practitioner for visit in moved} == {colleague}


def test_one_new_moment_that_is_taken_moves_none(series: AppointmentSeries) -> None:
    AppointmentFactory(practitioner=Practitioner.objects.get(), starts_at=at(9, day=TUESDAYS[3]))

    with pytest.raises(TimeTaken):
        move_rest(series=series, since=DAY, openings=openings(TUESDAYS), now=EARLY)

    assert starts(series) == [at(8, day=day) for day in TUESDAYS]
    assert Notification.objects.count() == 0


def too_few() -> list[Opening]:
    return openings(TUESDAYS[:3])


def off_the_grid() -> list[Opening]:
    return [*too_few(), Opening(at(9, 5), at(9, 35), Practitioner.objects.get().pk)]


def over_a_visit_of_its_own() -> list[Opening]:
    later = timedelta(minutes=15)
    return [
        Opening(one.starts_at + later, one.ends_at + later, one.practitioner_id)
        for one in openings(TUESDAYS, hour=8)
    ]


@pytest.mark.parametrize(
    ("forged", "refused"),
    [(too_few, NotExpected), (off_the_grid, NotAnOpening), (over_a_visit_of_its_own, TimeTaken)],
)
def test_forged_moments_move_nothing(
    series: AppointmentSeries, forged: Callable[[], list[Opening]], refused: type[BookingError]
) -> None:
    with pytest.raises(refused):
        move_rest(series=series, since=DAY, openings=forged(), now=EARLY)

    assert starts(series) == [at(8, day=day) for day in TUESDAYS]


def test_the_mail_that_was_owed_at_booking_gives_way_to_the_newer(
    series: AppointmentSeries,
) -> None:
    NotificationFactory(
        appointment=None, series=series, patient=series.patient, kind=NotificationKind.SERIES
    )

    move_rest(series=series, since=DAY, openings=openings(TUESDAYS), now=EARLY)

    assert len(deliver_all()) == 1
    assert Appointment.objects.filter(series=series, sequence=1).count() == 4
