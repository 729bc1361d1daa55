"""The list and the page of patients, from which the desk books their next appointment."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from booking.choices import AppointmentStatus
from booking.models import Appointment, Patient
from tests.booking.conftest import OpenPractice
from tests.booking.support.letters import deliver_all
from tests.factories.booking import AppointmentFactory, NotificationFactory, PatientFactory, at
from tests.factories.users import UserFactory
from tests.site.pages import links, soup

pytestmark = pytest.mark.django_db


def visits_page(patient: Patient) -> str:
    return f"/beheer/patienten/afspraken/{patient.pk}/"


def coming_visit(practice: OpenPractice) -> Appointment:
    visit: Appointment = AppointmentFactory(
        practitioner=practice.practitioner,
        treatment=practice.treatment,
        starts_at=practice.at(9),
    )
    return visit


def test_the_list_of_patients_leads_to_their_appointments(desk: Client) -> None:
    patient = PatientFactory(phone="+3251002085")

    page = desk.get("/beheer/patienten/").content.decode()

    assert (visits_page(patient) in page, "051\xa000\xa020\xa085" in page) == (True, True)


def test_the_list_of_patients_opens_with_the_cursor_in_the_search_field(desk: Client) -> None:
    page = desk.get("/beheer/patienten/")

    fields = soup(page).find("input")
    assert [field["name"] for _words, field in fields if "autofocus" in field] == ["zoek"]


def test_what_comes_stands_apart_from_what_is_over_or_cancelled(
    desk: Client, practice_with_room: OpenPractice
) -> None:
    coming = coming_visit(practice_with_room)
    past, cancelled = (
        AppointmentFactory(patient=coming.patient, starts_at=at(8, day=date(2026, 1, day)))
        for day in (5, 6)
    )
    Appointment.objects.filter(pk=cancelled.pk).update(
        status=AppointmentStatus.CANCELLED, cancelled_at=timezone.now(), cancelled_by="patient"
    )
    AppointmentFactory(starts_at=at(12))

    page = desk.get(visits_page(coming.patient))

    assert (page.context["coming"], page.context["others"]) == ([coming], [cancelled, past])


def test_the_page_takes_the_same_queries_for_any_number_of_appointments(desk: Client) -> None:
    patient = PatientFactory()

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert desk.get(visits_page(patient)).status_code == 200
        return len(asked)

    AppointmentFactory(patient=patient, starts_at=at(8, day=date(2026, 1, 5)))
    first = queries()
    for day in (6, 7, 8):
        AppointmentFactory(patient=patient, starts_at=at(8, day=date(2026, 1, day)))

    assert queries() <= first


def test_an_erased_patient_has_no_page(desk: Client) -> None:
    patient = PatientFactory()
    Patient.objects.filter(pk=patient.pk).update(
        name="", contact_name="", email="", phone="", erased_at=timezone.now()
    )

    assert desk.get(visits_page(patient)).url == "/beheer/patienten/"


def test_a_form_that_lay_open_while_its_patient_was_erased_changes_nothing(desk: Client) -> None:
    patient = PatientFactory(name="", email="", phone="", erased_at=timezone.now())

    page = desk.post(
        reverse("patienten:edit", args=[patient.pk]),
        {"name": "Mia Voorbeeld", "language": "nl"},
        follow=True,
    )

    patient.refresh_from_db()
    assert (page.redirect_chain[0][0], patient.name) == ("/beheer/patienten/", "")
    assert (
        "De gegevens van deze patiënt zijn intussen gewist of samengevoegd."
        in page.content.decode()
    )


@pytest.mark.parametrize("group", ["Kinesitherapeuten", "Redactie"])
def test_only_the_desk_looks_patients_up(client: Client, group: str) -> None:
    client.force_login(UserFactory(groups=[group]))

    page = client.get(visits_page(PatientFactory()))

    assert page.url == "/beheer/"


def test_one_more_appointment_has_the_patient_filled_in(
    desk: Client, practice_with_room: OpenPractice
) -> None:
    visit = coming_visit(practice_with_room)
    link = (
        f"/beheer/agenda/boeken/?patient={visit.patient.pk}"
        f"&treatment={visit.treatment.pk}&practitioner={visit.practitioner.pk}"
    )

    page = desk.get(f"/beheer/agenda/afspraak/{visit.pk}/").content.decode()
    filled = desk.get(link).context["form"]
    typed = {field.name: field.value() or "" for field in filled}
    desk.post(link, typed | {"day": visit.day, "time": "10:00", "overrule": "on"})

    assert link.replace("&", "&amp;") in page
    assert visit.patient.appointments.count() == 2


def test_who_came_before_books_the_same_treatment_with_the_same_therapist(
    desk: Client, practice_with_room: OpenPractice
) -> None:
    visit = coming_visit(practice_with_room)
    AppointmentFactory(patient=visit.patient, starts_at=at(8, day=date(2026, 1, 5)))

    link = links(desk.get(visits_page(visit.patient)))["Boek per telefoon"]

    filled = desk.get(link).context["form"]
    assert (
        filled["name"].value(),
        filled["treatment"].value(),
        filled["practitioner"].value(),
    ) == (
        visit.patient.name,
        str(visit.treatment.pk),
        str(visit.practitioner.pk),
    )


def test_who_never_came_is_booked_with_the_details_alone(desk: Client) -> None:
    patient = PatientFactory()

    link = links(desk.get(visits_page(patient)))["Boek per telefoon"]

    assert link == f"/beheer/agenda/boeken/?patient={patient.pk}"


def test_details_are_mended_from_the_appointment_and_back(
    desk: Client, practice_with_room: OpenPractice
) -> None:
    visit = coming_visit(practice_with_room)
    page = f"/beheer/agenda/afspraak/{visit.pk}/"
    link = links(desk.get(page))["Wijzig de gegevens"]
    [action] = [
        form["action"]
        for _words, form in soup(desk.get(link)).find("form")
        if form.get("id") == "w-editor-form"
    ]
    typed = {"name": visit.patient.name, "email": "juist@voorbeeld.be", "language": "nl"}

    saved = desk.post(action, typed)

    visit.patient.refresh_from_db()
    assert (saved.url, visit.patient.email) == (page, "juist@voorbeeld.be")


@pytest.mark.parametrize("back", ["", "?next=https://elders.example/"])
def test_mended_details_lead_to_the_patient_and_never_elsewhere(desk: Client, back: str) -> None:
    patient = PatientFactory()
    typed = {"name": "Mia Voorbeeld", "email": "juist@voorbeeld.be", "language": "nl"}

    saved = desk.post(f"/beheer/patienten/edit/{patient.pk}/{back}", typed)

    assert saved.url == visits_page(patient)


@pytest.mark.parametrize("named", ["999999", "99999999999999999999", "kwak", "-1", ""])
def test_a_patient_who_is_not_there_fills_in_nothing(desk: Client, named: str) -> None:
    page = desk.get("/beheer/agenda/boeken/", {"patient": named})

    assert page.context["form"]["name"].value() is None


def test_the_list_of_mails_says_for_whom_and_leads_by_the_mail_to_the_appointment(
    desk: Client,
) -> None:
    mail = NotificationFactory()

    listed = desk.get("/beheer/berichten/").content.decode()
    shown = desk.get(address := reverse("berichten:mail", args=[mail.pk])).content.decode()

    assert (mail.patient.name in listed, f'href="{address}"' in listed) == (True, True)
    assert f"/beheer/agenda/afspraak/{mail.appointment_id}/" in shown


def test_the_page_says_where_older_visits_are_when_it_does_not_show_all(desk: Client) -> None:
    patient, start = PatientFactory(), timezone.now() - timedelta(days=40)
    told = "De laatste 20. Oudere staan bij Rapporten › Afspraken."
    seen = []
    for days in range(21):
        AppointmentFactory(patient=patient, starts_at=start + timedelta(days=days))
        if days >= 19:
            seen.append(told in desk.get(f"/beheer/patienten/afspraken/{patient.pk}/").text)

    assert seen == [False, True]


def test_a_mail_that_has_still_to_go_goes_to_the_address_that_the_desk_wrote(desk: Client) -> None:
    patient = NotificationFactory().patient
    typed = {"name": patient.name, "phone": str(patient.phone), "language": "nl"}

    desk.post(
        reverse("patienten:edit", args=[patient.pk]), typed | {"email": "nieuw@patient.example"}
    )

    assert [message.to for message in deliver_all()] == [["nieuw@patient.example"]]
