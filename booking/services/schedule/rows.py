"""Rows of working time that the desk changes in a form of their own."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import models

from booking.services.guards.working_time import locked_working_time


@contextmanager
def row_of_hours(row: models.Model) -> Iterator[Any]:
    """Open a transaction in which nobody else changes working time; gives the row as it is by now.

    Gives None when the row was deleted. The row itself is not locked, as whoever changes working
    time takes that lock first, and rows only after waiting-list entries. Raises HoursBusy after
    three seconds of waiting.
    """
    with locked_working_time([]):
        yield type(row)._base_manager.filter(pk=row.pk).first()
