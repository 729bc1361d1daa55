"""Screens of the desk tell who changed what, when and by which door."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from booking import links
from booking.links import Purpose
from booking.models import Appointment, Patient
from booking.models.history import Door, came_by
from booking.reception.presenters.history import history_of
from booking.tasks import generate_slots
from kinesite.celery import app
from tests.booking.conftest import OpenPractice
from tests.factories.booking import (
    AbsenceFactory,
    AppointmentFactory,
    PatientFactory,
    PractitionerFactory,
    TariffFactory,
    WorkingHoursFactory,
    at,
)
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann(desk: Client) -> User:
    """The receptionist whose browser `desk` is."""
    user = User.objects.get(pk=desk.session["_auth_user_id"])
    user.first_name = "Ann"
    user.save()
    return user


def told(row: Any) -> list[str]:
    return [f"{change.by}: {'; '.join(change.what)}" for change in history_of(row)]


def test_a_booking_and_a_cancellation_on_the_website_are_told(
    client: Client, practice_with_room: OpenPractice, held: Appointment, details: Any
) -> None:
    client.post(reverse("booking:details", args=[links.token(Purpose.HOLD, held)]), details())
    held.refresh_from_db()
    client.post(
        reverse("booking:cancel", args=[links.token(Purpose.VISIT, held)]), {"reden": "ill"}
    )
    held.refresh_from_db()

    cancelled, booked = told(held)

    assert booked.startswith("Op de website: Geboekt voor ")
    assert booked.endswith(", Noor Tester")
    assert cancelled.startswith("Op de website: Geannuleerd: Patiënt")


def test_a_move_at_the_desk_is_told_with_both_times_and_both_therapists(ann: User) -> None:
    visit = AppointmentFactory(practitioner__name="Tibo", starts_at=at(8))
    other = PractitionerFactory(name="Hanne")

    with came_by(Door.DESK, ann.pk):
        visit.practitioner, visit.starts_at, visit.ends_at = other, at(10), at(10, 30)
        visit.save()

    [newest, _booked] = told(visit)
    assert newest.replace("\u00a0", " ") == (
        "Aan de balie (Ann): Verplaatst van di 12 jan 9.00 u, Tibo naar di 12 jan 11.00 u, Hanne"
    )


def test_what_the_desk_presses_and_takes_back_is_told_in_its_words(desk: Client, ann: User) -> None:
    visit = AppointmentFactory(starts_at=timezone.now())
    for verb in ("check_in", "undo_check_in", "mark_noshow"):
        desk.post(reverse("agenda:change", args=[visit.pk]), {"verb": verb})
    visit.refresh_from_db()

    page = desk.get(reverse("agenda:visit", args=[visit.pk])).content.decode()

    assert [words.split(": ")[1] for words in told(visit)[:3]] == [
        "Niet gekomen",
        "Toch niet aangekomen",
        "Aangekomen",
    ]
    assert "Geschiedenis" in page
    assert "Aan de balie (Ann): Aangekomen" in page


def test_the_page_of_a_patient_tells_which_detail_was_what(desk: Client, ann: User) -> None:
    patient = PatientFactory(name="Lou <b>Test</b>", phone="+32470123456")
    edit = reverse("patienten:edit", args=[patient.pk])
    form = desk.get(edit).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields} | {"phone": "0470 65 43 21"}

    desk.post(edit, typed)
    page = desk.get(reverse("patienten:visits", args=[patient.pk])).content.decode()

    words = page.replace("\u00a0", " ")
    assert "Aan de balie (Ann): Telefoon: van 0470 12 34 56 naar 0470 65 43 21" in words
    assert "<b>Test" not in page


@pytest.mark.parametrize(
    ("factory", "change", "screen", "words"),
    [
        (AbsenceFactory, {"reason": "ziek"}, "afwezigheden", " naar ziek"),
        (WorkingHoursFactory, {"every_n_weeks": 2}, "werkroosters", "van 1 naar 2"),
        (TariffFactory, {"refund_increased": 1}, "tarieven", "naar € 1,00"),
    ],
)
def test_the_forms_of_absences_rosters_and_tariffs_tell_their_history(
    desk: Client, factory: Any, change: dict[str, Any], screen: str, words: str
) -> None:
    row = factory()
    type(row).objects.filter(pk=row.pk).update(**change)

    page = desk.get(reverse(f"{screen}:edit", args=[row.pk])).content.decode()

    assert "Vanaf de server: " in page
    assert words in page.replace("\u00a0", " ")


def test_an_absence_of_one_that_becomes_one_of_all_says_so() -> None:
    absence = AbsenceFactory(practitioner__name="Tibo")

    type(absence).objects.filter(pk=absence.pk).update(practitioner=None)
    absence.refresh_from_db()

    assert "Kinesitherapeut: van Tibo naar De hele praktijk" in told(absence)[0]


def test_a_change_by_a_task_came_by_itself() -> None:
    patient = PatientFactory()

    @app.task(name="tests.change_a_patient")
    def change_a_patient() -> None:
        Patient.objects.filter(pk=patient.pk).update(wants_reminders=False)

    change_a_patient.delay()
    patient.refresh_from_db()

    assert told(patient)[0].startswith("Vanzelf: ")
    assert isinstance(generate_slots, type(change_a_patient).__mro__[1])


def test_a_row_from_before_has_a_history_from_its_first_change_on() -> None:
    visit = AppointmentFactory(starts_at=at(8))
    with connection.cursor() as cursor:  # nobody kept its beginning
        cursor.execute("TRUNCATE booking_appointmentevent")
    assert told(visit) == []

    visit.starts_at, visit.ends_at = at(9), at(9, 45)
    visit.save()

    [words] = told(visit)
    assert "9.00 u (30 minuten)" in words.replace("\u00a0", " ")
    assert "10.00 u (45 minuten)" in words.replace("\u00a0", " ")


def test_a_long_history_costs_two_queries(ann: User) -> None:
    visit = AppointmentFactory()
    with came_by(Door.DESK, ann.pk):
        for minutes in range(1, 12):
            visit.ends_at += timedelta(minutes=minutes)
            visit.practitioner = PractitionerFactory()
            visit.save()

    visit = Appointment.objects.for_page().get(pk=visit.pk)
    with CaptureQueriesContext(connection) as queries:
        assert len(told(visit)) == 12

    assert len(queries) == 2


def test_who_has_no_login_any_more_is_told_so() -> None:
    visit, gone = AppointmentFactory(), UserFactory()
    with came_by(Door.DESK, gone.pk):
        Appointment.objects.filter(pk=visit.pk).update(status="arrived")
    gone.delete()
    visit.refresh_from_db()

    assert told(visit)[0] == "Aan de balie (een login die er niet meer is): Aangekomen"
