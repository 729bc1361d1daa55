"""Works that start together in threads of their own, as requests do."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection, connections

from booking.errors import BookingError


def together(*works: Callable[[], Any]) -> list[Any]:
    """What each gives, or the rule that said no to it."""
    barrier = Barrier(len(works))

    def run(work: Callable[[], Any]) -> Any:
        barrier.wait(timeout=30)
        return in_a_thread(work)

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def in_a_thread(work: Callable[[], Any]) -> Any:
    """What it gives, or the rule that said no to it. Leaves no connection open."""
    try:
        return work()
    except BookingError as error:
        return error
    finally:
        connections.close_all()


def deadlocks() -> int:
    """How many this database has seen."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_force_next_flush()")
        cursor.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        return int(cursor.fetchone()[0])
