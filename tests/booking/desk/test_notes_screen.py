"""Notes with an appointment and its patient: written where they are read, over nobody's words."""

from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry

from booking.models import Appointment, Patient
from booking.services.patients.merge import merge_patients
from booking.services.privacy.erase import erase_patient
from tests.booking.support.pressing import Button, buttons, words_of
from tests.factories.booking import DAY, NOW, AppointmentFactory, PatientFactory, at
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
# Each place where a note is written: the name of the page, and that of the address that takes it.
PLACES = [
    ("agenda:visit", "agenda:note"),
    ("agenda:visit", "agenda:patient_note"),
    ("patienten:visits", "patienten:note"),
]
LONG = "é" * 301


@pytest.fixture
def lien(db: None) -> Client:
    """The browser of a colleague at the desk."""
    browser = Client()
    browser.force_login(UserFactory(first_name="Lien", groups=["Receptie"]))
    return browser


@pytest.fixture
def visit() -> Appointment:
    made: Appointment = AppointmentFactory()
    return made


def page_of(visit: Appointment, page: str) -> str:
    row = visit if page == "agenda:visit" else visit.patient
    return reverse(page, args=[row.pk])  # type: ignore[union-attr]


def note_button(browser: Client, visit: Appointment, page: str, address: str) -> Button:
    found = buttons(browser.get(page_of(visit, page)), page_of(visit, page))
    [button] = [one for one in found if one.name == address]
    return button


def noted(visit: Appointment, address: str) -> str:
    """The note that stands where the address writes it."""
    visit.refresh_from_db()
    row = visit if address == "agenda:note" else visit.patient
    return row.note  # type: ignore[union-attr]


@pytest.mark.parametrize(("page", "address"), PLACES)
def test_a_note_is_written_in_place_and_taken_away_again(
    desk: Client, visit: Appointment, page: str, address: str
) -> None:
    kept = note_button(desk, visit, page, address).press(desk, note=" Bel aan de\r\nachterdeur ")

    assert noted(visit, address) == "Bel aan de\nachterdeur"
    assert kept.redirect_chain == [(page_of(visit, page), 302)]
    assert f"De nota is bewaard: {visit.patient}" in words_of(kept)
    again = note_button(desk, visit, page, address)
    assert again.data["note"] == "Bel aan de\nachterdeur"
    assert "Die nota stond er al." in words_of(again.press(desk))
    assert "De nota is weggehaald" in words_of(again.press(desk, note="  "))
    assert noted(visit, address) == ""


@pytest.mark.parametrize(("page", "address"), PLACES)
def test_each_note_says_that_it_is_practical_and_not_medical(
    desk: Client, visit: Appointment, page: str, address: str
) -> None:
    html = desk.get(page_of(visit, page)).content.decode()

    written_here = [one for one in PLACES if one[0] == page]
    assert (page, address) in written_here
    assert html.count("niets over de klacht of de behandeling") == len(written_here)


@pytest.mark.parametrize(("page", "address"), PLACES)
def test_a_note_over_the_words_of_a_colleague_is_refused_and_shows_both(
    desk: Client, lien: Client, visit: Appointment, page: str, address: str
) -> None:
    button = note_button(desk, visit, page, address)
    note_button(lien, visit, page, address).press(lien, note="Zoon brengt hem")

    refused = button.press(desk, note="Komt met de bus")

    words = words_of(refused)
    assert "intussen gewijzigd, door Lien: Nota is nu Zoon brengt hem." in words
    assert "Er staat nu: Zoon brengt hem" in words
    assert noted(visit, address) == "Zoon brengt hem"
    [again] = [one for one in buttons(refused, button.address) if one.name == address]
    assert again.data["note"] == "Komt met de bus"
    again.press(desk)
    assert noted(visit, address) == "Komt met de bus"


@pytest.mark.parametrize(("page", "address"), PLACES)
def test_a_note_that_is_too_long_is_refused_at_its_place_with_all_that_was_typed(
    desk: Client, visit: Appointment, page: str, address: str
) -> None:
    button = note_button(desk, visit, page, address)

    refused = button.press(desk, note=LONG)

    assert "hoogstens 300 tekens; deze telt er 301." in words_of(refused)
    [again] = [one for one in buttons(refused, button.address) if one.name == address]
    assert again.data["note"] == LONG
    assert noted(visit, address) == ""
    again.press(desk, note=LONG[1:])
    assert noted(visit, address) == LONG[1:]


@pytest.mark.parametrize("is_merged", [False, True])
@pytest.mark.parametrize(("page", "address"), PLACES)
def test_nothing_is_noted_with_a_patient_who_is_gone(
    desk: Client, visit: Appointment, page: str, address: str, is_merged: bool
) -> None:
    button, patient = note_button(desk, visit, page, address), visit.patient
    assert patient is not None
    if is_merged:
        keep = PatientFactory(name="Jos Tester")
        merge_patients(keep=keep, gone=patient, details=keep.contact_details, now=NOW)
    else:
        erase_patient(patient=patient, now=at(12))

    page_after = button.press(desk, note="Tom belt altijd zelf")

    goes_along = is_merged and address != "patienten:note"
    assert Patient.objects.filter(pk=patient.pk).get().note == ""
    assert (noted(visit, address) != "") == goes_along
    assert goes_along or "gewist of samengevoegd" in words_of(page_after)


def test_the_history_names_who_wrote_a_note_and_not_what(desk: Client, visit: Appointment) -> None:
    for page, address in PLACES[:2]:
        note_button(desk, visit, page, address).press(desk, note="Achterdeur")

    rows = [(Appointment, visit), (Patient, visit.patient)]
    for model, row in rows:
        of_model = ContentType.objects.get_for_model(model)
        [entry] = ModelLogEntry.objects.filter(content_type=of_model, object_id=str(row.pk))
        assert entry.user.groups.get().name == "Receptie"
        assert "Achterdeur" not in f"{entry.label} {entry.data}"


def test_a_note_tells_no_mail_that_the_appointment_changed(
    desk: Client, visit: Appointment
) -> None:
    before = (visit.sequence, visit.version, visit.notifications.count())

    note_button(desk, visit, *PLACES[0]).press(desk, note="Achterdeur")

    visit.refresh_from_db()
    assert (visit.sequence, visit.version, visit.notifications.count()) == before


@pytest.mark.parametrize("place", ["visit", "patient"])
def test_the_agenda_marks_a_note_on_either_with_words_and_not_the_note(
    desk: Client, place: str
) -> None:
    notes: dict[str, Any] = {"note" if place == "visit" else "patient__note": "Achterdeur"}
    AppointmentFactory(**notes)
    AppointmentFactory()

    html = desk.get(reverse("agenda:index"), {"dag": DAY.isoformat()}).content.decode()

    assert html.count('<span class="w-sr-only">Met nota</span>') == 1
    assert "Achterdeur" not in html


def test_a_therapist_reads_both_notes_and_writes_none(client: Client) -> None:
    user = UserFactory(groups=["Kinesitherapeuten"])
    client.force_login(user)
    visit = AppointmentFactory(
        note="Achterdeur", patient__note="Doof aan één oor", practitioner__user=user
    )
    address = page_of(visit, "agenda:visit")

    page = client.get(address)
    client.post(reverse("agenda:note", args=[visit.pk]), {"note": "x"})

    words = words_of(page)
    assert ("Achterdeur" in words, "Doof aan één oor" in words) == (True, True)
    assert [one.name for one in buttons(page, address) if "note" in one.name] == []
    assert noted(visit, "agenda:note") == "Achterdeur"


def test_the_page_of_an_appointment_takes_as_many_queries_with_notes_as_without(
    desk: Client,
) -> None:
    counts = []
    for note in ("", "", "Achterdeur"):
        visit = AppointmentFactory(note=note, patient__note=note)
        with CaptureQueriesContext(connection) as asked:
            desk.get(page_of(visit, "agenda:visit"))
        counts.append(len(asked))

    assert counts[1] == counts[2]
