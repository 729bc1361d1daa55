"""Each door of the desk that sets a rule aside asks why, and the history keeps the answer."""

import ast
import inspect
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

import booking.reception.forms
import booking.services
from booking.models import Appointment, Patient
from booking.reception.forms.reason import ReasonField
from booking.reception.presenters.history import history_of
from booking.reception.presenters.spot import Spot
from tests.booking.conftest import OpenPractice
from tests.booking.support.weekly import Weekly, proposed, weekly
from tests.factories.booking import AppointmentFactory, PatientFactory

__all__ = ["weekly"]

pytestmark = pytest.mark.django_db
WHY = "Noor blijft langer"
# Undoing brings back what stood there; nobody chooses it.
NOBODY_CHOOSES = {"refuse_at_desk", "refuse_limits_at_desk"}


@pytest.fixture
def mia() -> Patient:
    patient: Patient = PatientFactory(name="Mia Voorbeeld")
    return patient


@pytest.fixture
def visit(practice_with_room: OpenPractice, mia: Patient) -> Appointment:
    return booked_at(practice_with_room, 9, mia)


def booked_at(practice: OpenPractice, hour: int, patient: Patient | None = None) -> Appointment:
    made: Appointment = AppointmentFactory(
        practitioner=practice.practitioner,
        treatment=practice.treatment,
        starts_at=practice.at(hour),
        patient=patient or PatientFactory(),
    )
    return made


def modules(room: Any) -> Iterator[Any]:
    for one in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
        yield import_module(one.name)


def reasons_in_history(visit: Appointment) -> list[str]:
    told = [what for change in history_of(visit) for what in change.what]
    return [what for what in told if WHY in what]


def rules_named(page: HttpResponse) -> bool:
    return "uiten de regels" in page.content.decode()


def test_every_service_that_can_overrule_takes_a_reason() -> None:
    takes = {
        name: set(inspect.signature(one).parameters)
        for module in modules(booking.services)
        for name, one in vars(module).items()
        if inspect.isfunction(one) and "overrule" in inspect.signature(one).parameters
    }

    public = {name for name in takes if not name.startswith("_")}
    without = {name for name in public if "because" not in takes[name]}
    assert without == NOBODY_CHOOSES
    assert {"book_at_desk", "move_at_desk", "swap_at_desk", "book_series_at_desk"} <= public


def test_every_screen_that_overrules_sends_a_reason_and_never_without_one() -> None:
    calls = [
        {word.arg: ast.unparse(word.value) for word in one.keywords}
        for path in Path("booking/reception").rglob("*.py")
        for one in ast.walk(ast.parse(path.read_text()))
        if isinstance(one, ast.Call) and any(word.arg == "overrule" for word in one.keywords)
    ]

    assert len(calls) == 5
    for call in calls:
        reason = call["because"].removesuffix("[:LONGEST_REASON]")
        assert f"bool({reason})" in call["overrule"]


def test_every_form_that_overrules_asks_for_the_reason_itself() -> None:
    fields = [
        form.base_fields["overrule"]
        for module in modules(booking.reception.forms)
        for form in vars(module).values()
        if "overrule" in getattr(form, "base_fields", {})
    ]

    assert fields
    assert {type(field) for field in fields} == {ReasonField}


def test_booking_outside_the_rules_asks_why(
    desk: Client, practice_with_room: OpenPractice, mia: Patient
) -> None:
    typed = {
        "practitioner": practice_with_room.practitioner.pk,
        "treatment": practice_with_room.treatment.pk,
        "day": practice_with_room.at(20).date(),
        "time": "20:00",
        "name": "Zus Test",
        "phone": "0470 99 88 77",
    }

    assert rules_named(desk.post("/beheer/agenda/boeken/", typed | {"overrule": "  "}))
    assert not Appointment.objects.exists()
    desk.post("/beheer/agenda/boeken/", typed | {"overrule": WHY})

    assert len(reasons_in_history(Appointment.objects.get())) == 1


def test_moving_by_the_form_asks_why_as_the_hand_does(
    desk: Client, practice_with_room: OpenPractice, visit: Appointment
) -> None:
    address = f"/beheer/agenda/afspraak/{visit.pk}/verplaats/"
    typed = {
        "practitioner": visit.practitioner_id,
        "day": visit.day,
        "time": "20:00",
        "getoond": visit.version,
    }

    assert rules_named(desk.post(address, typed))
    assert reasons_in_history(visit) == []
    desk.post(address, typed | {"overrule": WHY})

    visit.refresh_from_db()
    assert visit.starts_at == practice_with_room.at(20)
    assert len(reasons_in_history(visit)) == 1


def test_the_hand_asks_why_and_so_does_a_swap(
    desk: Client, practice_with_room: OpenPractice, visit: Appointment
) -> None:
    address = f"/beheer/agenda/zet/?hand={visit.pk}"
    late = booked_at(practice_with_room, 20)
    drop = {"plek": str(Spot(visit.practitioner_id, practice_with_room.at(21)))}
    swap = {"wissel": f"{late.pk}:{late.version}"}

    for sent in (drop, swap):
        shown = {"getoond": Appointment.objects.get(pk=visit.pk).version}
        assert rules_named(desk.post(address, sent | shown | {"toch": "ja", "waarom": " "}))
        desk.post(address, sent | shown | {"toch": "ja", "waarom": WHY})

    assert len(reasons_in_history(visit)) == 2
    assert len(reasons_in_history(late)) == 1


def test_a_series_beyond_the_limits_asks_why(desk: Client, weekly: Weekly, mia: Patient) -> None:
    plan = desk.get("/beheer/agenda/reeks/", weekly.wish())
    moments = dict(
        zip((one.name for one in plan.context["proposals"]), proposed(plan), strict=True)
    )
    AppointmentFactory(patient=mia, starts_at=weekly.at(weekly.days[1], 9))
    known = {"name": mia.name, "phone": str(mia.phone), "email": mia.email}
    typed = weekly.wish() | moments | known | {"getoond": plan.context["planned_for"]}

    assert rules_named(desk.post("/beheer/agenda/reeks/", typed))
    desk.post("/beheer/agenda/reeks/", typed | {"overrule": WHY})

    booked = Appointment.objects.exclude(series=None)
    assert [len(reasons_in_history(one)) for one in booked] == [1] * len(booked)
    assert booked
