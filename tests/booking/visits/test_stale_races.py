"""Two desks that press at the same moment, with real threads: one wins, one reads the news."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from booking.choices import AppointmentStatus, CancelledBy
from booking.errors import ChangedMeanwhile
from booking.models import Appointment, Notification, Patient
from booking.services.visits.attendance import check_in, mark_noshow
from booking.services.visits.cancel import cancel
from booking.services.visits.move_at_desk import move_at_desk
from tests.booking.support.pressing import buttons, words_of
from tests.booking.support.racing import together
from tests.factories.booking import (
    NOW,
    AppointmentFactory,
    PatientFactory,
    SlotFactory,
    TreatmentFactory,
    at,
)
from tests.factories.users import UserFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_deadlock")]
ROUNDS = range(3)


@pytest.fixture
def visit() -> Appointment:
    treatment = TreatmentFactory()
    return AppointmentFactory(treatment=treatment, practitioner=SlotFactory().practitioner)


@pytest.fixture
def desks() -> list[User]:
    return [UserFactory(first_name="Lien"), UserFactory(first_name="Ward")]


def moving(visit: Appointment, user: User, hour: int) -> Callable[[], Any]:
    return lambda: move_at_desk(
        appointment=visit,
        practitioner=visit.practitioner,
        starts_at=at(hour),
        overrule=True,
        now=NOW,
        by_user=user,
        shown=visit.version,
    )


def cancelling(visit: Appointment, user: User) -> Callable[[], Any]:
    return lambda: cancel(
        appointment=visit, by=CancelledBy.PRACTICE, now=NOW, by_user=user, shown=visit.version
    )


def loser_of(answers: list[Any]) -> ChangedMeanwhile:
    (lost,) = [answer for answer in answers if isinstance(answer, ChangedMeanwhile)]
    return lost


@pytest.mark.parametrize("_round", ROUNDS)
def test_of_two_moves_from_one_screen_one_wins_and_one_mail_is_owed(
    visit: Appointment, desks: list[User], _round: int
) -> None:
    lost = loser_of(together(moving(visit, desks[0], 9), moving(visit, desks[1], 10)))

    stored = Appointment.objects.get()
    assert (stored.sequence, Notification.objects.count()) == (1, 1)
    winner = stored.changed_by
    assert winner in desks
    hour = {9: "10.00\xa0u", 10: "11.00\xa0u"}[stored.starts_at.hour]
    assert f"om {hour} bij {visit.practitioner}, door {winner.first_name}." in str(lost)


@pytest.mark.parametrize("_round", ROUNDS)
def test_of_a_move_and_a_cancellation_one_wins(
    visit: Appointment, desks: list[User], _round: int
) -> None:
    lost = loser_of(together(moving(visit, desks[0], 9), cancelling(visit, desks[1])))

    stored = Appointment.objects.get()
    assert stored.sequence == 1
    is_cancelled = stored.status == AppointmentStatus.CANCELLED
    assert is_cancelled == ("geannuleerd, door Ward" in str(lost))
    assert is_cancelled == (stored.starts_at == at(8))


def test_of_two_notes_at_once_one_wins(visit: Appointment, desks: list[User]) -> None:
    asked: dict[str, Any] = {"appointment": visit, "now": at(8, 5), "shown": visit.version}

    loser_of(
        together(
            lambda: check_in(by_user=desks[0], **asked),
            lambda: mark_noshow(by_user=desks[1], **asked),
        )
    )

    assert Appointment.objects.get().status in {
        AppointmentStatus.ARRIVED,
        AppointmentStatus.NOSHOW,
    }


def test_of_two_forms_saved_at_once_one_is_kept_and_the_other_shows_it() -> None:
    patient = PatientFactory()
    address = reverse("patienten:edit", args=[patient.pk])
    browsers = {}
    for name in ("Lien", "Ward"):
        browsers[name] = Client()
        browsers[name].force_login(UserFactory(first_name=name, groups=["Receptie"]))
    forms = {name: buttons(one.get(address), address)[0] for name, one in browsers.items()}

    def saving(name: str) -> Callable[[], Any]:
        return lambda: words_of(forms[name].press(browsers[name], name=f"Mia van {name}"))

    answers = together(saving("Lien"), saving("Ward"))

    kept = Patient.objects.get().name.removeprefix("Mia van ")
    news = f"Dit is intussen gewijzigd, door {kept}: Naam is nu Mia van {kept}."
    assert [news in words for words in answers].count(True) == 1
    assert kept in browsers


def test_a_visit_that_is_moved_back_and_forth_is_not_as_the_screen_showed_it(
    visit: Appointment, desks: list[User]
) -> None:
    old = cancelling(visit, desks[1])
    for hour in (9, 8):
        moving(Appointment.objects.get(), desks[0], hour)()

    with pytest.raises(ChangedMeanwhile):
        old()
    assert Appointment.objects.get().starts_at == visit.starts_at
