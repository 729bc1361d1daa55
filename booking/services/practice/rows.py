"""Rows that the desk changes in a form of their own."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import models, transaction


@contextmanager
def locked_row(row: models.Model) -> Iterator[Any]:
    """Open a transaction in which nobody else changes the row, which it gives as it is by now.

    Gives None when the row was deleted.
    """
    with transaction.atomic():
        rows = type(row)._base_manager.filter(pk=row.pk)
        yield rows.select_for_update(of=("self",), no_key=True).first()
