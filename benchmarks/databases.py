"""Databases to measure in: made from the migrations, dropped at the end, never the site's own."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections

from tests.database import TestDatabase


@contextmanager
def throw_away() -> Iterator[None]:
    """A database that stands for the site's until it is dropped at the end."""
    # A connection of its own first: the one in use goes on with its database.
    connections["default"] = connections["default"].copy()
    database = TestDatabase()
    database.create()
    try:
        yield
    finally:
        database.drop()
