"""Buttons that note whether a patient came, and the screens that show it."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from booking import links
from booking.choices import AppointmentStatus
from booking.models import Appointment, Patient
from booking.services.privacy.erase import erase_patient
from tests.factories.booking import DAY, AppointmentFactory, PatientFactory, PolicyFactory, at

pytestmark = pytest.mark.django_db
BOOKED, NOSHOW = AppointmentStatus.BOOKED, AppointmentStatus.NOSHOW


def under_way(status: AppointmentStatus) -> Appointment:
    """Appointment that starts this instant."""
    visit: Appointment = AppointmentFactory(starts_at=timezone.now(), status=status)
    return visit


def buttons(desk: Client, visit: Appointment) -> list[str]:
    page = desk.get(reverse("agenda:visit", args=[visit.pk])).content.decode()
    return re.findall(r'name="verb" value="(\w+)"', page)


def press(desk: Client, visit: Appointment, verb: str) -> str:
    """Press a button; return the status of the appointment afterwards."""
    desk.post(reverse("agenda:change", args=[visit.pk]), {"verb": verb})
    visit.refresh_from_db()
    return visit.status


@pytest.mark.parametrize(
    ("status", "verbs"),
    [
        (
            AppointmentStatus.BOOKED,
            ["check_in", "mark_noshow", "fulfil", "cancel_as_asked", "cancel"],
        ),
        (AppointmentStatus.ARRIVED, ["fulfil", "undo_check_in"]),
        (AppointmentStatus.FULFILLED, ["undo_fulfil"]),
        (AppointmentStatus.NOSHOW, ["check_in", "undo_noshow"]),
    ],
)
def test_the_page_of_a_visit_offers_what_fits_its_state_and_that_works(
    desk: Client, status: AppointmentStatus, verbs: list[str]
) -> None:
    offered = buttons(desk, under_way(status))

    assert offered == verbs
    for verb in offered:
        assert press(desk, under_way(status), verb) != status


@pytest.mark.parametrize(
    ("state", "verbs"),
    [
        ({"status": AppointmentStatus.FULFILLED}, ["undo_fulfil"]),
        ({"status": NOSHOW}, ["check_in", "undo_noshow"]),
        ({"cancelled": True}, []),
    ],
)
def test_what_is_offered_of_an_erased_patient_works_too(
    desk: Client, state: dict[str, Any], verbs: list[str]
) -> None:
    def visit() -> Appointment:
        one: Appointment = AppointmentFactory(starts_at=timezone.now(), **state)
        erase_patient(patient=one.patient, now=timezone.now())
        return one

    offered = buttons(desk, visit())

    assert offered == verbs
    for verb in offered:
        one = visit()
        assert press(desk, one, verb) != state["status"]


def test_before_a_visit_starts_nobody_can_say_how_it_ended(desk: Client) -> None:
    visit = AppointmentFactory(starts_at=timezone.now() + timedelta(days=1))

    assert buttons(desk, visit) == ["cancel_as_asked", "cancel"]
    assert press(desk, visit, "mark_noshow") == BOOKED


def test_a_slip_is_taken_back(desk: Client) -> None:
    visit = under_way(BOOKED)

    assert press(desk, visit, "mark_noshow") == NOSHOW
    assert press(desk, visit, "undo_noshow") == BOOKED


def test_the_agenda_says_who_did_not_come(desk: Client) -> None:
    AppointmentFactory(status=NOSHOW)

    page = desk.get("/beheer/agenda/", {"dag": DAY.isoformat()}).content.decode()

    assert page.count('<strong class="agenda-visit__state">Niet gekomen</strong>') == 1


def patient_page(desk: Client, patient: Patient) -> Any:
    return desk.get(f"/beheer/patienten/afspraken/{patient.pk}/")


def test_the_page_of_a_patient_counts_what_was_missed(desk: Client) -> None:
    patient = PatientFactory()
    missed = [
        AppointmentFactory(patient=patient, starts_at=at(hour), status=NOSHOW) for hour in (9, 8)
    ]
    AppointmentFactory(status=NOSHOW)

    page = patient_page(desk, patient)

    assert (page.context["missed"], page.context["others"]) == (2, missed)


def test_whoever_never_missed_a_visit_has_no_count(desk: Client) -> None:
    visit = AppointmentFactory()

    assert "Niet gekomen" not in patient_page(desk, visit.patient).content.decode()


def test_the_patient_sees_a_missed_visit_and_can_change_nothing_any_more(client: Client) -> None:
    page = client.get(links.visit_path(under_way(NOSHOW)))

    assert (page.context["can_change"], page.context["is_too_late"]) == (False, False)


def test_the_next_visit_is_booked_from_one_where_the_patient_came(desk: Client) -> None:
    visit = under_way(AppointmentStatus.ARRIVED)

    page = desk.get(reverse("agenda:visit", args=[visit.pk])).content.decode()

    assert f"/beheer/agenda/boeken/?patient={visit.patient_id}&amp;" in page


def test_the_page_of_a_visit_has_the_words_that_the_patient_agreed_to(desk: Client) -> None:
    policy = PolicyFactory(text="Een gemiste afspraak kost <b>15 euro</b>.")
    visit = AppointmentFactory(policy=policy, consented_at=at(9))

    page = desk.get(reverse("agenda:visit", args=[visit.pk])).content.decode()

    assert "<p>Een gemiste afspraak kost &lt;b&gt;15 euro&lt;/b&gt;.</p>" in page
    assert "dinsdag 12 januari 2027 om 10.00\xa0u" in page


def test_a_visit_that_nobody_agreed_to_online_says_nothing_of_it(desk: Client) -> None:
    page = desk.get(reverse("agenda:visit", args=[AppointmentFactory().pk]))

    assert "desk-policy" not in page.content.decode()
