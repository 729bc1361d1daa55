"""One look-up at a time, over all processes of the site."""

from contextlib import closing

import psycopg
import pytest
from django.db import connection

from references.lookup.errors import AnotherUnderWay
from references.lookup.turns import LOCK, turn

pytestmark = pytest.mark.django_db


def another_process() -> psycopg.Connection:
    settings = connection.get_connection_params()
    names = ("dbname", "user", "password", "host", "port")
    return psycopg.connect(**{name: settings[name] for name in names if settings.get(name)})


def test_who_comes_second_is_told_so_and_does_not_wait():
    with closing(another_process()) as other:
        other.execute("SELECT pg_advisory_lock(%s, %s)", LOCK)

        with pytest.raises(AnotherUnderWay), turn():
            pass

        # A connection that closes gives its lock back some time later.
        other.execute("SELECT pg_advisory_unlock(%s, %s)", LOCK)


def test_the_turn_is_free_again_after_a_failure():
    with pytest.raises(ZeroDivisionError), turn():
        raise ZeroDivisionError

    with closing(another_process()) as other:
        (free,) = other.execute("SELECT pg_try_advisory_lock(%s, %s)", LOCK).fetchone()

    assert free is True
