"""Test databases of runs that work side by side, and of those that were killed."""

import secrets
from collections.abc import Callable

import psycopg
import pytest
from django.db import connections

from kinesite import embedded
from tests.database import PREFIX, TEMPLATE_PREFIX, TestDatabase, fingerprint

pytestmark = pytest.mark.usefixtures("django_db_setup")


@pytest.fixture
def server():
    parameters = embedded.database_parameters() | {"dbname": "postgres"}
    with psycopg.connect(**parameters, autocommit=True) as link:
        yield link


@pytest.fixture
def another_run(server, monkeypatch) -> Callable[[], TestDatabase]:
    """Makes the database of another run; this one's stays the one in use."""
    made = []

    def start() -> TestDatabase:
        monkeypatch.setattr(TestDatabase, "_use", lambda run, name: None)
        monkeypatch.setattr(connections, "close_all", lambda: None)
        run = TestDatabase()
        made.append(run)
        run.create()
        return run

    yield start
    for run in made:
        if run.name in names(server):
            run.drop()


def names(server: psycopg.Connection) -> set[str]:
    return {name for (name,) in server.execute("SELECT datname FROM pg_database")}


def test_what_a_killed_run_left_goes_at_the_next_start(server, another_run):
    left = [prefix + secrets.token_hex(4) for prefix in (PREFIX, TEMPLATE_PREFIX)]
    for name in left:
        server.execute(f"CREATE DATABASE {name}")

    another_run()

    assert names(server).isdisjoint(left)


def test_databases_in_use_stay(server, another_run):
    first, second = another_run(), another_run()

    assert {first.name, second.name, TEMPLATE_PREFIX + fingerprint()} <= names(server)


def test_other_databases_are_let_alone(server, another_run):
    name = f"kinesite_{secrets.token_hex(4)}"
    server.execute(f"CREATE DATABASE {name}")

    another_run()

    assert name in names(server)
    server.execute(f"DROP DATABASE {name}")


def test_a_run_leaves_no_database(server, another_run):
    run = another_run()

    run.drop()

    assert run.name not in names(server)
