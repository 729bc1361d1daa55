"""Databases to measure in: made from the migrations, dropped at the end, never the site's own."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections

from tests.database import TestDatabase


@contextmanager
def throw_away() -> Iterator[None]:
    """Use a new database in place of the site's, and drop it at the end."""
    # A copy, so that the connection in use keeps its own database.
    connections["default"] = connections["default"].copy()
    database = TestDatabase()
    database.create()
    try:
        yield
    finally:
        database.drop()
