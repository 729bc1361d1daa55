"""Addresses of rows that are gone, as an older window or a bookmark has them."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from booking.models import Patient
from booking.services.patients.merge import merge_patients
from booking.services.privacy.erase import erase_patient
from tests.booking.support.desk_rows import DELETED_ROWS, DESK_ROWS
from tests.booking.support.pressing import words_of
from tests.factories.booking import AbsenceFactory, PatientFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def keep() -> Patient:
    patient: Patient = PatientFactory(name="Anna Peeters")
    return patient


def pages_of(pk: int, keep: Patient) -> list[str]:
    """Every page that names the patient with that id in its address."""
    return [
        *(reverse(f"patienten:{page}", args=[pk]) for page in ("visits", "edit", "erase")),
        reverse("patienten:merge", args=[keep.pk, pk]) if pk != keep.pk else "",
        reverse("patienten:merge", args=[pk, PatientFactory(name="Jan Maes").pk]),
    ]


def test_pages_of_a_patient_who_was_merged_lead_to_the_one_who_stayed(
    desk: Client, keep: Patient
) -> None:
    gone = PatientFactory(name="Ana Peeters")
    merge_patients(keep=keep, gone=gone, details=keep.contact_details, now=timezone.now())

    for address in pages_of(gone.pk, keep):
        page = desk.get(address, follow=True)

        assert page.redirect_chain == [(reverse("patienten:visits", args=[keep.pk]), 302)], address
        if address != reverse("patienten:merge", args=[keep.pk, gone.pk]):
            assert "intussen gewist of samengevoegd" in words_of(page), address


def test_pages_of_a_patient_who_was_erased_or_deleted_lead_to_the_list(
    desk: Client, keep: Patient
) -> None:
    erased, deleted = PatientFactory(), PatientFactory()
    erase_patient(patient=erased, now=timezone.now())
    pk = deleted.pk
    deleted.delete()

    for address in (*pages_of(erased.pk, keep), *pages_of(pk, keep)):
        page = desk.get(address, follow=True)

        assert page.redirect_chain == [(reverse("patienten:index"), 302)], address
        assert any(one in words_of(page) for one in ("gewist", "bestaat niet meer")), address


def test_the_appointments_of_an_absence_that_was_deleted_lead_to_the_list(desk: Client) -> None:
    absence = AbsenceFactory()
    address = reverse("afwezigheden:visits", args=[absence.pk])
    absence.delete()

    page = desk.get(address, follow=True)

    assert page.redirect_chain == [(reverse("afwezigheden:index"), 302)]
    assert "Dit bestaat niet meer: het is verwijderd." in words_of(page)


@pytest.mark.parametrize("name", [one for one in DELETED_ROWS if one != "kinesitherapeuten"])
def test_no_screen_counts_where_a_row_is_used_that_no_page_can_name(
    admin_client: Client, name: str
) -> None:
    kind = DESK_ROWS[name]
    row = kind.make()
    for screen in ("edit", "delete"):
        words = words_of(admin_client.get(reverse(f"{name}:{screen}", args=[row.pk])))

        assert "keer gebruikt" not in words
        assert "verwijzingen" not in words
