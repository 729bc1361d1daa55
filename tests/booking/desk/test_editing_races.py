"""Saving the form of a patient who is erased or merged in that instant brings nobody back."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from time import monotonic, sleep
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from booking.models import Patient
from booking.services.patients.merge import merge_patients
from booking.services.privacy.erase import erase_patient
from tests.booking.support.racing import in_a_thread
from tests.factories.booking import NOW, PatientFactory

pytestmark = pytest.mark.django_db(transaction=True)


def merge_away(patient: Patient) -> None:
    keep = PatientFactory(name="Jos Tester")
    merge_patients(keep=keep, gone=patient, details=keep.contact_details, now=NOW)


def erase(patient: Patient) -> None:
    erase_patient(patient=patient, now=NOW)


def wait_for_somebody_who_waits() -> None:
    """Return once another connection waits for a lock that this one has."""
    until = monotonic() + 20
    asked = "SELECT count(*) FROM pg_locks WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid))"
    with connection.cursor() as cursor:
        while monotonic() < until:
            cursor.execute(asked)
            if cursor.fetchone()[0]:
                return
            sleep(0.02)
    pytest.fail("The form did not wait for the lock.")


@pytest.mark.parametrize("leave", [erase, merge_away])
@pytest.mark.parametrize("is_shown", [True, False])
def test_a_form_that_waited_for_a_patient_to_go_saves_nothing(
    desk: Client, leave: Callable[[Patient], None], is_shown: bool
) -> None:
    patient: Patient = PatientFactory()
    address = reverse("patienten:edit", args=[patient.pk])
    form = desk.get(address).context["form"]
    typed: dict[str, Any] = {name: form[name].value() or "" for name in form.fields}
    typed |= {"contact_name": "Lut"} | ({} if is_shown else {"getoond": ""})

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            leave(patient)
            saving = pool.submit(in_a_thread, lambda: desk.post(address, typed, follow=True))
            wait_for_somebody_who_waits()
        page = saving.result(timeout=30)

    patient.refresh_from_db()
    assert patient.erased_at is not None
    assert (patient.contact_name, patient.email, patient.phone) == ("", "", "")
    assert "intussen gewist of samengevoegd" in page.content.decode()
