"""The desk gives a visit another length or treatment, and says why where it breaks a rule."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from booking.choices import DeskRule, NotificationKind
from booking.errors import ChangedMeanwhile, OutsideRules, TimeTaken
from booking.models import Appointment, Notification
from booking.models.history import Door, came_by
from booking.reception.presenters.history import history_of
from booking.services.guards.desk_rules import DeskBooking
from booking.services.privacy.erase import erase_patient
from booking.services.visits.move_at_desk import move_at_desk
from tests.factories.booking import (
    NOW,
    AppointmentFactory,
    NotificationFactory,
    SlotFactory,
    TreatmentFactory,
    at,
)

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
EIGHT = at(8)
Change = Callable[..., DeskBooking]


@pytest.fixture
def visit() -> Appointment:
    """From eight to half past, told to the patient, in hours from eight to eleven."""
    treatment = TreatmentFactory(name="Vervolg")
    visit = AppointmentFactory(treatment=treatment, practitioner=SlotFactory().practitioner)
    mail = NotificationFactory(appointment=visit)
    mail.mark_sent(NOW)
    mail.save()
    return visit


@pytest.fixture
def change(visit: Appointment) -> Change:
    def to(start: datetime = EIGHT, **changes: Any) -> DeskBooking:
        asked = {"practitioner": visit.practitioner, "overrule": False, "now": NOW}
        return move_at_desk(appointment=visit, starts_at=start, **(asked | changes))

    return to


def owed() -> list[tuple[str, datetime | None]]:
    return [(mail.kind, mail.known_ends_at) for mail in Notification.objects.owed()]


@pytest.mark.parametrize("minutes", [15, 45, 180])
def test_another_length_keeps_the_start_and_mails_the_new_end(
    change: Change, visit: Appointment, minutes: int
) -> None:
    changed = change(length=minutes * MINUTE)

    visit.refresh_from_db()
    assert (visit.starts_at, visit.length, visit.sequence) == (at(8), minutes * MINUTE, 1)
    assert changed.overruled == []
    assert owed() == [(NotificationKind.MOVED, at(8, 30))]


def test_its_own_length_again_before_the_mail_went_out_sends_nothing(change: Change) -> None:
    change(length=45 * MINUTE)

    change(length=30 * MINUTE, now=NOW + 2 * MINUTE)

    assert owed() == []


def test_a_second_press_of_one_length_changes_nothing(change: Change) -> None:
    change(length=45 * MINUTE)

    assert change(length=45 * MINUTE).stood_there


def test_longer_than_what_is_free_is_refused_even_knowingly(
    change: Change, visit: Appointment
) -> None:
    AppointmentFactory(practitioner=visit.practitioner, starts_at=at(9))

    with pytest.raises(TimeTaken):
        change(length=75 * MINUTE, overrule=True)

    visit.refresh_from_db()
    assert (visit.length, owed()) == (30 * MINUTE, [])


def test_longer_than_the_hours_of_the_therapist_is_refused_until_it_is_meant(
    change: Change,
) -> None:
    with pytest.raises(OutsideRules) as error:
        change(length=240 * MINUTE)

    assert error.value.broken == [DeskRule.NOT_WORKING]
    assert change(length=240 * MINUTE, overrule=True).overruled == [DeskRule.NOT_WORKING]


def test_an_old_screen_changes_no_length(change: Change) -> None:
    change(at(10))

    with pytest.raises(ChangedMeanwhile):
        change(at(10), length=45 * MINUTE, shown="0-booked")


def test_another_treatment_brings_its_length_and_turnaround(
    change: Change, visit: Appointment
) -> None:
    other = TreatmentFactory(duration=60 * MINUTE, turnaround=10 * MINUTE)
    visit.practitioner.treatments.add(other)

    change(treatment=other)

    visit.refresh_from_db()
    assert (visit.treatment, visit.blocked.ends_at) == (other, at(9, 10))
    assert owed() == [(NotificationKind.MOVED, at(8, 30))]


def test_another_treatment_of_one_length_mails_nothing_for_no_mail_names_it(
    change: Change, visit: Appointment
) -> None:
    other = TreatmentFactory(cancellation_notice=timedelta(hours=2))
    visit.practitioner.treatments.add(other)

    change(treatment=other)

    visit.refresh_from_db()
    assert (visit.treatment, visit.change_until, owed()) == (other, at(6), [])


def test_a_treatment_that_the_therapist_does_not_give_has_to_be_meant(
    change: Change, visit: Appointment
) -> None:
    other = TreatmentFactory()

    with pytest.raises(OutsideRules) as error:
        change(treatment=other)

    assert error.value.broken == [DeskRule.NOT_GIVEN]
    assert change(treatment=other, overrule=True).visit.treatment == other


def test_the_history_keeps_what_was_overruled_and_why(change: Change, visit: Appointment) -> None:
    with came_by(Door.DESK):
        change(at(14), overrule=True, because="Noor blijft langer")
        change(at(10), now=NOW + MINUTE)

    visit.refresh_from_db()
    told = [one.what[1:] for one in history_of(visit)]
    rule = "Buiten de regels: de kinesitherapeut werkt dan niet of is afwezig"
    assert told[:2] == [[], [rule, "Reden: Noor blijft langer"]]


def test_the_reason_goes_when_the_patient_is_erased(change: Change, visit: Appointment) -> None:
    change(at(14), overrule=True, because="Buurvrouw van Noor")

    assert visit.patient
    erase_patient(patient=visit.patient, now=at(20))

    visit.refresh_from_db()
    assert not any("Noor" in word for one in history_of(visit) for word in one.what)
