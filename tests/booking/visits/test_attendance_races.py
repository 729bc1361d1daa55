"""Two people at the desk at the same time, with real threads."""

import pytest

from booking.choices import AppointmentStatus, CancelledBy
from booking.errors import NotExpected
from booking.services.visits.attendance import check_in, mark_noshow
from booking.services.visits.cancel import cancel
from tests.booking.support.racing import together
from tests.factories.booking import AppointmentFactory, at

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_deadlock")]
NOW = at(8, 10)


def test_a_visit_is_not_both_missed_and_cancelled() -> None:
    visit = AppointmentFactory()

    answers = together(
        lambda: mark_noshow(appointment=visit, now=NOW),
        lambda: cancel(appointment=visit, by=CancelledBy.PRACTICE, now=NOW),
    )

    refused = [type(answer) for answer in answers if isinstance(answer, Exception)]
    visit.refresh_from_db()
    assert (visit.status, refused) in [
        (AppointmentStatus.NOSHOW, [NotExpected]),
        (AppointmentStatus.CANCELLED, [NotExpected]),
    ]


def test_a_double_click_notes_it_once() -> None:
    visit = AppointmentFactory()

    answers = together(*[lambda: mark_noshow(appointment=visit, now=NOW)] * 4)

    assert [type(answer) for answer in answers].count(NotExpected) == 3
    visit.refresh_from_db()
    assert visit.status == AppointmentStatus.NOSHOW


def test_whoever_comes_in_at_the_last_moment_has_come() -> None:
    visit = AppointmentFactory()

    together(
        lambda: check_in(appointment=visit, now=NOW),
        lambda: mark_noshow(appointment=visit, now=NOW),
    )

    visit.refresh_from_db()
    assert visit.status == AppointmentStatus.ARRIVED
