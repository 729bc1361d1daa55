"""Putting oneself on the list, and what is refused there."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from booking.choices import WaitlistStatus
from booking.errors import (
    AlreadyWaiting,
    NotBookableOnline,
    NotExpected,
    NothingToWaitFor,
    TooLateToMove,
    TooManyAttempts,
)
from booking.models import Appointment, Patient, Treatment, WaitlistEntry
from booking.models.patient import ContactDetails
from booking.scheduling.wishes import Wishes
from booking.services.guards.attempts import WAITLIST_OF_A_CONTACT
from booking.services.privacy.erase import erase_patient
from booking.services.waitlist.join import join_waitlist, join_waitlist_for
from booking.services.waitlist.leave import leave_waitlist
from tests.factories.booking import DAY, MIA, NOW, AppointmentFactory, at

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
ANY = Wishes(TODAY, TODAY + timedelta(weeks=4))


@pytest.fixture
def visit(free_hour: Treatment) -> Appointment:
    """In three days."""
    booked: Appointment = AppointmentFactory(
        treatment=free_hour, starts_at=at(8, day=DAY + timedelta(days=2))
    )
    return booked


def join(treatment: Treatment, **changes: Any) -> WaitlistEntry:
    asked: dict[str, Any] = {"wishes": ANY, "details": MIA, "key": uuid4()}
    return join_waitlist(treatment=treatment, now=NOW, **asked | changes)


def test_a_place_is_for_the_patient_of_the_visit(visit: Appointment) -> None:
    wishes = Wishes(TODAY, DAY, weekdays=[2, 1], parts=["morning"], practitioner_id=None)

    entry = join_waitlist_for(visit=visit, wishes=wishes, now=NOW)

    assert (entry.patient, entry.appointment, entry.weekdays, entry.parts, entry.until_day) == (
        visit.patient,
        visit,
        [1, 2],
        ["morning"],
        DAY,
    )


def test_a_visit_has_one_place(visit: Appointment) -> None:
    entries = [join_waitlist_for(visit=visit, wishes=ANY, now=NOW) for _click in range(2)]

    assert entries[0] == entries[1]


def test_nobody_waits_for_a_moment_after_the_visit(visit: Appointment) -> None:
    assert join_waitlist_for(visit=visit, wishes=ANY, now=NOW).until_day == visit.day


@pytest.mark.parametrize(
    "wishes",
    [
        Wishes(TODAY - timedelta(days=9), TODAY - timedelta(days=1)),
        Wishes(TODAY + timedelta(days=4), TODAY + timedelta(days=9)),
        Wishes(TODAY + timedelta(days=1), TODAY),
    ],
    ids=["over", "after the visit", "inverted"],
)
def test_there_must_be_a_day_to_wait_for(visit: Appointment, wishes: Wishes) -> None:
    with pytest.raises(NothingToWaitFor):
        join_waitlist_for(visit=visit, wishes=wishes, now=NOW)


def test_a_cancelled_visit_has_no_place(free_hour: Treatment) -> None:
    with pytest.raises(NotExpected):
        join_waitlist_for(
            visit=AppointmentFactory(cancelled=True, treatment=free_hour), wishes=ANY, now=NOW
        )


def test_a_visit_that_cannot_be_moved_any_more_has_no_place(visit: Appointment) -> None:
    with pytest.raises(TooLateToMove):
        join_waitlist_for(visit=visit, wishes=ANY, now=visit.change_until + timedelta(seconds=1))


def test_somebody_without_a_visit_waits_with_own_details(free_hour: Treatment) -> None:
    entry = join(free_hour)

    assert (entry.patient.name, entry.appointment, entry.status) == (
        MIA.name,
        None,
        WaitlistStatus.WAITING,
    )


def test_a_second_click_gives_the_same_place(free_hour: Treatment) -> None:
    key = uuid4()

    assert join(free_hour, key=key) == join(free_hour, key=key)


def test_the_same_person_does_not_wait_twice_for_one_treatment(free_hour: Treatment) -> None:
    join(free_hour)
    other_phone = ContactDetails(name="mia voorbeeld", email=MIA.email, phone="+32470999999")

    with pytest.raises(AlreadyWaiting):
        join(free_hour, details=other_phone)


def test_who_left_may_come_back_as_the_last(free_hour: Treatment) -> None:
    leave_waitlist(entry=join(free_hour), now=NOW)

    assert join(free_hour).status == WaitlistStatus.WAITING


def test_what_cannot_be_booked_on_line_has_no_list(free_hour: Treatment) -> None:
    free_hour.is_online = False
    free_hour.save()

    with pytest.raises(NotBookableOnline):
        join(free_hour)


def test_nobody_waits_beyond_the_horizon(free_hour: Treatment) -> None:
    wishes = Wishes(TODAY, TODAY + timedelta(weeks=50))

    assert join(free_hour, wishes=wishes).until_day == TODAY + timedelta(weeks=8)


def test_one_mailbox_can_fill_the_list_only_so_far(free_hour: Treatment) -> None:
    def child(number: int) -> ContactDetails:
        return ContactDetails(f"Kind {number}", MIA.email, f"+3247000000{number}")

    for number in range(WAITLIST_OF_A_CONTACT.most):
        join(free_hour, details=child(number))

    with pytest.raises(TooManyAttempts):
        join(free_hour, details=child(9))
    assert not Patient.objects.filter(name="Kind 9").exists()


def test_erasing_a_patient_ends_the_place(free_hour: Treatment) -> None:
    entry = join(free_hour)

    erase_patient(patient=entry.patient, now=NOW)

    entry.refresh_from_db()
    assert entry.status == WaitlistStatus.LEFT


def test_the_key_of_the_form_names_the_place(free_hour: Treatment) -> None:
    key = UUID(int=7)

    assert join(free_hour, key=key).uid == key
