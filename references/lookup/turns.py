"""Turns in looking up: one at a time over all processes of the site, as registries ask."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from references.lookup.errors import AnotherUnderWay

# Two arbitrary numbers that no other lock of the site has.
LOCK = (20_826, 1)


@contextmanager
def turn() -> Iterator[None]:
    """Hold the turn. Raises AnotherUnderWay instead of waiting.

    An editor who waited would wait for the whole nightly round.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", LOCK)
        if not cursor.fetchone()[0]:
            raise AnotherUnderWay
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", LOCK)
