import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.urls import reverse

from kinesite.celery import app

LIVE, READY = "/health/live", "/health/ready"


@pytest.fixture
def broker_down(monkeypatch):
    """Nothing listens on port 9, the one of the discard protocol."""
    monkeypatch.setitem(app.conf, "broker_url", "redis://:secret@127.0.0.1:9/0")


def test_the_addresses_are_those_that_the_image_asks():
    assert (reverse("health_live"), reverse("health_ready")) == (LIVE, READY)


def test_a_living_process_needs_nothing_else(client):
    response = client.get(LIVE)

    assert (response.status_code, response.content) == (200, b"live")


@pytest.mark.django_db
@pytest.mark.usefixtures("broker")
def test_a_site_that_reaches_its_services_is_ready(client):
    response = client.get(READY)

    assert (response.status_code, response.content) == (200, b"ready")


@pytest.mark.django_db
@pytest.mark.usefixtures("broker_down")
def test_without_its_broker_the_site_serves_and_says_what_waits_without_passwords(client):
    response = client.get(READY)

    assert (response.status_code, response.content) == (
        200,
        b"ready\nThe broker does not answer: mail waits in the database.",
    )


@pytest.mark.django_db
def test_a_migration_that_waits_is_named(client):
    MigrationRecorder(connection).migration_qs.filter(app="sessions").delete()

    response = client.get(READY)

    assert (response.status_code, response.content) == (
        503,
        b"Migrations wait to be applied: sessions.",
    )


@pytest.mark.django_db(transaction=True)
def test_without_its_database_the_site_says_so(client, monkeypatch):
    connection.close()
    monkeypatch.setitem(connection.settings_dict, "PORT", "1")

    response = client.get(READY)

    assert (response.status_code, response.content) == (503, b"The database does not answer.")


@pytest.mark.django_db
@pytest.mark.parametrize("address", [LIVE, READY])
def test_health_is_never_answered_from_a_cache(client, address):
    assert "no-store" in client.get(address)["Cache-Control"]


@pytest.mark.parametrize("address", [LIVE, READY])
def test_health_only_reads(client, address):
    assert client.post(address).status_code == 405
