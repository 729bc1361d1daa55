"""Databases that another version of the site made: `make run` knows them before it migrates."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from kinesite.history import traces_of_another_version
from tests.processes import site_environment

OWN = (
    "name an empty one in DATABASE_URL, or unset that to use the embedded one;"
    " `make run` then loads the demo data anew"
)
EMBEDDED = "run `make clean`, then `make run`, which makes it and the demo data anew"


@pytest.fixture
def state() -> Iterator[Path]:
    """A folder that the account of the server may enter, too."""
    with tempfile.TemporaryDirectory(prefix="kinesite-") as place:
        Path(place).chmod(0o755)
        yield Path(place) / "state"


def manage(*arguments: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def sentence(trace: str, way_out: str) -> str:
    return (
        f"CommandError: Another version of the site made this database (it has the {trace}):"
        f" {way_out}.\n"
    )


@pytest.mark.django_db
def test_a_database_of_this_version_has_no_traces():
    assert traces_of_another_version() == []


@pytest.mark.django_db
def test_migrations_that_wait_are_no_trace():
    MigrationRecorder(connection).migration_qs.filter(app="sessions").delete()

    assert traces_of_another_version() == []


@pytest.mark.django_db
def test_migrations_of_other_packages_are_their_own_matter():
    MigrationRecorder(connection).record_applied("wagtailcore", "0000_gone")

    assert traces_of_another_version() == []


@pytest.mark.django_db
def test_a_migration_that_is_gone_is_a_trace():
    MigrationRecorder(connection).record_applied("booking", "0002_gone")

    assert traces_of_another_version() == ["migration booking.0002_gone"]


@pytest.mark.django_db
def test_tables_that_no_migration_made_are_traces():
    MigrationRecorder(connection).migration_qs.filter(app="blog").delete()

    assert "table blog_blogpostpage" in traces_of_another_version()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_database_of_ones_own_is_refused_with_the_way_out(broker, tmp_path):
    MigrationRecorder(connection).record_applied("booking", "0002_gone")
    environment = site_environment() | {
        "CELERY_BROKER_URL": broker.url,
        "EMBEDDED_STATE_DIR": str(tmp_path),
        "PORT": "8765",
    }

    done = manage("run", environment=environment)

    assert (done.returncode, done.stderr) == (1, sentence("migration booking.0002_gone", OWN))


@pytest.mark.slow
def test_an_embedded_database_is_refused_with_the_way_out(broker, state):
    environment = site_environment() | {
        "CELERY_BROKER_URL": broker.url,
        "EMBEDDED_STATE_DIR": str(state),
        "PORT": "8765",
    }
    del environment["DATABASE_URL"]
    older = "CREATE TABLE booking_patient (id int)"
    shell = f"from django.db import connection; connection.cursor().execute('{older}')"
    assert manage("shell", "--command", shell, environment=environment).returncode == 0

    done = manage("run", environment=environment)

    assert (done.returncode, done.stderr) == (1, sentence("table booking_patient", EMBEDDED))
