"""Locks for whoever changes working time, and for whoever makes an offer meanwhile."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection, transaction
from psycopg import errors as pg

from booking.errors import HoursBusy, TimeTaken
from booking.models import Substitution, WaitlistEntry, WaitlistOffer
from booking.services.guards.locking import locked_practitioners

_ALONE, _TOGETHER = "pg_advisory_xact_lock", "pg_advisory_xact_lock_shared"


@contextmanager
def locked_working_time(people: Collection[int]) -> Iterator[None]:
    """Open a transaction in which nobody else changes these practitioners' time or their offers.

    One change of working time waits for the other, and no offer is made meanwhile: the entries that
    have one are locked before the practitioners, as everywhere, and so are substitutions with a
    choice at one of them. Raises HoursBusy after three seconds of waiting.
    """
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '3s'")
            _lock(_ALONE)
            offers = WaitlistOffer.objects.open().filter(practitioner__in=people)
            entries = WaitlistEntry.objects.filter(pk__in=offers.values("entry")).order_by("pk")
            list(entries.select_for_update(no_key=True).values_list("pk"))
            touching = Substitution.objects.touching(people).values("pk")
            asked = Substitution.objects.filter(pk__in=touching).order_by("pk")
            list(asked.select_for_update(no_key=True).values_list("pk"))
            with locked_practitioners(people):
                yield
    except TimeTaken as error:
        raise HoursBusy from error
    except OperationalError as error:
        if isinstance(error.__cause__, pg.LockNotAvailable):
            raise HoursBusy from error
        raise


def keep_working_time() -> None:
    """Keep working time as it is until the transaction ends. Take it before a waiting-list entry.

    Many may do so at once; whoever changes working time waits for all of them.
    """
    _lock(_TOGETHER)


def _lock(function: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(hashtextextended('working time', 0))")
