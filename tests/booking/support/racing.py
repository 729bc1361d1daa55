"""Works that start together in threads of their own, as requests do."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from threading import Barrier
from typing import Any

import pytest
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


def wait_until_somebody_waits() -> None:
    """For a row that this connection has; fails after ten seconds."""
    for _time in range(500):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT EXISTS (SELECT FROM pg_locks"
                " WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid)))"
            )
            if cursor.fetchone()[0]:
                return
        time.sleep(0.02)
    pytest.fail("nobody waits")


def while_it_waits(
    held: AbstractContextManager[Any], late: Callable[[], Any], change: Callable[[], Any]
) -> Any:
    """What `late` gives when it has to wait for what is `held`, and that is changed meanwhile."""
    with ThreadPoolExecutor(1) as pool:
        with held:
            answer = pool.submit(in_a_thread, late)
            wait_until_somebody_waits()
            change()
        return answer.result(timeout=30)


def deadlocks() -> int:
    """How many this database has seen."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_force_next_flush()")
        cursor.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        return int(cursor.fetchone()[0])
