"""What older data becomes when the columns for series, waiting list and tariffs arrive."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests.factories.booking import NOW

BEFORE = [("booking", "0002_series_waitlist_tariffs")]


def migrate(targets: list[tuple[str, str]]) -> Any:
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    return MigrationExecutor(connection).loader.project_state(targets).apps


def newest() -> list[tuple[str, str]]:
    return MigrationExecutor(connection).loader.graph.leaf_nodes()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_older_visits_mails_patients_and_therapists_get_what_is_asked_now() -> None:
    old = migrate(BEFORE)
    therapist = old.get_model("booking", "Practitioner").objects.create(
        name="Noor Tester", slug="noor", languages="Nederlands, Frans en Engels, Klingon"
    )
    treatment = old.get_model("booking", "Treatment").objects.create(name="Intake", slug="intake")
    patients = [
        old.get_model("booking", "Patient").objects.create(name=name, created_at=NOW)
        for name in ("Mia Voorbeeld", "Jef Voorbeeld")
    ]
    visit = old.get_model("booking", "Appointment").objects.create(
        practitioner=therapist,
        treatment=treatment,
        patient=patients[0],
        starts_at=NOW + timedelta(days=2),
        ends_at=NOW + timedelta(days=2, minutes=30),
        status="booked",
        created_at=NOW,
    )
    mail = old.get_model("booking", "Notification").objects.create(
        appointment=visit, kind="booked", sequence=0, created_at=NOW, due_at=NOW
    )

    new = migrate(newest())

    visit = new.get_model("booking", "Appointment").objects.get(pk=visit.pk)
    assert (visit.change_until, visit.arranged_at) == (NOW + timedelta(days=1), NOW)
    assert new.get_model("booking", "Notification").objects.get(pk=mail.pk).patient == visit.patient
    therapist = new.get_model("booking", "Practitioner").objects.get(pk=therapist.pk)
    assert therapist.spoken_languages == ["nl", "fr", "en"]
    assert new.get_model("booking", "Patient").objects.values("uid").distinct().count() == 2
