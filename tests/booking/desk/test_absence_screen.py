"""The screen of an absence shows the appointments in it, and changes none of them."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from booking.choices import AppointmentStatus
from booking.models import Absence, Appointment
from booking.reception.presenters.agenda import agenda_of
from booking.scheduling.clock import CLINIC_TZ
from tests.booking.conftest import OpenPractice
from tests.factories.booking import (
    DAY,
    NOW,
    AbsenceFactory,
    AppointmentFactory,
    PatientFactory,
    TreatmentFactory,
    at,
)
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


def absence_over(practice: OpenPractice, **changes: Any) -> Absence:
    """Absence during the whole slot of the practice."""
    slot = {"starts_at": practice.slot.starts_at, "ends_at": practice.slot.ends_at}
    absence: Absence = AbsenceFactory(practitioner=practice.practitioner, **slot | changes)
    return absence


def visit_at(practice: OpenPractice, hour: int, **more: Any) -> Appointment:
    visit: Appointment = AppointmentFactory(
        practitioner=practice.practitioner, starts_at=practice.at(hour), **more
    )
    return visit


def list_of(absence: Absence) -> str:
    return reverse("afwezigheden:visits", args=[absence.pk])


def test_the_list_tells_whom_to_call(desk: Client, practice_with_room: OpenPractice) -> None:
    visit = visit_at(practice_with_room, 9, patient__phone="+3251002085", patient__email="")

    page = desk.get(list_of(absence_over(practice_with_room)))

    assert page.context["visits"] == [visit]
    text = page.content.decode()
    absence = str(page.context["absence"])
    shown = [visit.patient.name, "tel:+3251002085", "Geen e-mail: bel.", f"</strong> · {absence}"]
    assert [words in text for words in shown] == [True, True, True, True]


def test_saving_it_leaves_nobody_who_is_booking_right_now(
    desk: Client, practice_with_room: OpenPractice
) -> None:
    until = timezone.now() + timedelta(minutes=5)
    held = visit_at(practice_with_room, 9, held=True, held_until=until)

    desk.post("/beheer/afwezigheden/new/", typed(practice_with_room, 9))

    held.refresh_from_db()
    assert held.is_cancelled


def test_the_list_takes_the_same_queries_for_any_number_of_visits(
    desk: Client, practice_with_room: OpenPractice
) -> None:
    absence = absence_over(practice_with_room)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert desk.get(list_of(absence)).status_code == 200
        return len(asked)

    visit_at(practice_with_room, 9)
    queries()
    of_one = queries()
    for hour in (10, 11):
        visit_at(practice_with_room, hour)

    assert queries() == of_one


def test_an_absence_that_hits_three_hundred_takes_as_many_queries_as_one_that_hits_two(
    desk: Client, practice_with_room: OpenPractice
) -> None:
    person, patient = practice_with_room.practitioner, PatientFactory()

    def save(hits: int) -> tuple[int, Any]:
        first = practice_with_room.at(9)
        treatment = TreatmentFactory(duration=timedelta(minutes=5))
        for number in range(hits):
            start = first + timedelta(days=number // 100, minutes=number % 100 * 5)
            AppointmentFactory(
                practitioner=person, treatment=treatment, patient=patient, starts_at=start
            )
        last = timezone.localdate(practice_with_room.at(8) + timedelta(days=3))
        form = {
            "practitioner": person.pk,
            "day": timezone.localdate(first).isoformat(),
            "when": "until",
            "last_day": f"{last:%d/%m/%Y}",
        }
        with CaptureQueriesContext(connection) as asked:
            page = desk.post("/beheer/afwezigheden/new/", form, follow=True)
        Absence.objects.all().delete()
        Appointment.objects.all().delete()
        return len(asked), page

    save(2)
    few, _page = save(2)
    many, page = save(300)

    assert many == few
    assert len(page.context["visits"]) == 300
    assert "300 afspraken" in page.content.decode()


def typed(practice: OpenPractice, hour: int) -> dict[str, Any]:
    """Form data of an absence of one hour, as the desk types it."""
    ends = [practice.at(one).astimezone(CLINIC_TZ) for one in (hour, hour + 1)]
    starts_at, ends_at = (f"{instant:%d/%m/%Y %H:%M}" for instant in ends)
    return {
        "practitioner": practice.practitioner.pk,
        "starts_at": starts_at,
        "ends_at": ends_at,
        "reason": "ziek",
    }


def test_saving_it_over_a_visit_leads_to_the_list_and_cancels_nothing(
    desk: Client, practice_with_room: OpenPractice
) -> None:
    visit = visit_at(practice_with_room, 9)

    page = desk.post("/beheer/afwezigheden/new/", typed(practice_with_room, 9))

    assert page.url == list_of(Absence.objects.get())
    visit.refresh_from_db()
    assert visit.is_expected


def test_saving_it_over_nobody_says_so(desk: Client, practice_with_room: OpenPractice) -> None:
    visit_at(practice_with_room, 9)

    page = desk.post("/beheer/afwezigheden/new/", typed(practice_with_room, 10), follow=True)

    assert page.redirect_chain == [("/beheer/afwezigheden/", 302)]
    [message] = page.context["messages"]
    assert str(message).count("Er valt geen enkele afspraak in.") == 1


def test_making_it_longer_leads_to_the_list_too(
    desk: Client, practice_with_room: OpenPractice
) -> None:
    visit_at(practice_with_room, 9)
    absence = absence_over(practice_with_room, starts_at=practice_with_room.at(10))

    page = desk.post(f"/beheer/afwezigheden/edit/{absence.pk}/", typed(practice_with_room, 9))

    assert page.url == list_of(absence)


@pytest.mark.parametrize(
    ("back", "leads_to"),
    [("/beheer/afwezigheden/", "/beheer/afwezigheden/"), ("https://elders.example/", None)],
)
def test_from_the_list_a_visit_is_cancelled_and_moved_without_losing_the_place(
    desk: Client, practice_with_room: OpenPractice, back: str, leads_to: str | None
) -> None:
    first, second = visit_at(practice_with_room, 9), visit_at(practice_with_room, 10)
    start = practice_with_room.at(11).astimezone(CLINIC_TZ)

    cancelled = desk.post(
        reverse("agenda:change", args=[first.pk]), {"verb": "cancel", "next": back}
    )
    moved = desk.post(
        f"{reverse('agenda:move', args=[second.pk])}?next={back}",
        {
            "practitioner": second.practitioner_id,
            "day": start.date(),
            "time": "11:00",
            "overrule": "on",
        },
    )

    elsewhere = leads_to or f"/beheer/agenda/?dag={start.date()}"
    # Within the agenda it also leads to the appointment itself.
    assert [one.url.partition("#")[0] for one in (cancelled, moved)] == [elsewhere] * 2


@pytest.mark.parametrize(("group", "status"), [("Kinesitherapeuten", 200), ("Redactie", 302)])
def test_therapists_read_the_list_and_change_nothing(
    client: Client, practice_with_room: OpenPractice, group: str, status: int
) -> None:
    visit_at(practice_with_room, 9)
    client.force_login(UserFactory(groups=[group]))

    page = client.get(list_of(absence_over(practice_with_room)))

    assert (page.status_code, 'value="cancel"' in page.content.decode()) == (status, False)


def test_the_agenda_marks_who_is_expected_while_the_therapist_is_away() -> None:
    absence = AbsenceFactory(starts_at=at(8), ends_at=at(11))
    person = absence.practitioner
    expected = AppointmentFactory(practitioner=person, starts_at=at(9))
    AppointmentFactory(practitioner=person, starts_at=at(10), status=AppointmentStatus.ARRIVED)
    AppointmentFactory(practitioner=person, starts_at=at(11))
    AppointmentFactory(starts_at=at(9))

    visits = [visit for column in agenda_of(DAY, now=NOW).columns for visit in column.visits]

    assert [visit.appointment for visit in visits if visit.is_hit] == [expected]


def test_the_page_of_a_visit_leads_to_the_absence_that_hits_it(desk: Client) -> None:
    visit = AppointmentFactory()
    absence = AbsenceFactory(practitioner=visit.practitioner)

    page = desk.get(reverse("agenda:visit", args=[visit.pk]))

    assert page.context["absence"] == absence
    assert page.content.decode().count(list_of(absence)) == 1
