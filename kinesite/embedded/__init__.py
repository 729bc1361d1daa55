"""The services that the site brings along: PostgreSQL and Valkey, on Unix sockets of this checkout.

Settings ask for addresses, which starts nothing. A program that needs the services takes a lease,
which starts them. Leases are counted by a shared lock on a file, which the kernel releases also
when a process is killed. The program that gives back the last lease stops the services.
"""

import contextlib
import fcntl
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
from django.conf import settings

from kinesite.embedded import postgres
from kinesite.embedded.places import ServiceUnavailable, make_dirs, socket_dir, state_dir
from kinesite.embedded.postgres import Postgres
from kinesite.embedded.valkey import Valkey

__all__ = [
    "ServiceUnavailable",
    "broker_url",
    "check_database",
    "database_host",
    "database_parameters",
    "database_url",
    "lease",
    "state_dir",
]


def database_url() -> str:
    return "postgresql://postgres@/" + quote(f"{socket_dir()}/{postgres.DATABASE}")


def database_host() -> str:
    return str(socket_dir())


def broker_url() -> str:
    return f"redis+socket://{quote(str(_broker_socket()))}?virtual_host=0"


@contextlib.contextmanager
def lease() -> Iterator[None]:
    """Keep the services running that the settings name. Raises ServiceUnavailable.

    They are stopped at the end unless another program has a lease.
    """
    services = _services_in_use()
    if not services:
        yield
        return
    make_dirs()
    _end_on_sigterm()
    with (state_dir() / "users.lock").open("a") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        try:
            with (state_dir() / "start.lock").open("a") as starting:
                fcntl.flock(starting, fcntl.LOCK_EX)
                for service in services:
                    service.start()
            yield
        finally:
            with contextlib.suppress(BlockingIOError):  # somebody else still holds a lease
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                for service in _all_services():
                    service.stop()


def database_parameters() -> dict[str, Any]:
    """Parameters with which psycopg connects to the database of the settings."""
    database = settings.DATABASES["default"]
    named = {
        "host": database["HOST"],
        "port": database["PORT"],
        "user": database["USER"],
        "password": database["PASSWORD"],
        "dbname": database["NAME"],
    }
    return {name: value for name, value in named.items() if value} | database.get("OPTIONS", {})


def check_database() -> None:
    """Check that DATABASE_URL leads to a PostgreSQL. Raises ServiceUnavailable with what to do."""
    advice = "Correct DATABASE_URL, or unset it to use the embedded PostgreSQL."
    if settings.DATABASES["default"].get("ENGINE") != "django.db.backends.postgresql":
        raise ServiceUnavailable(
            f"DATABASE_URL is not of the form postgresql://user:password@host/name. {advice}"
        )
    try:
        psycopg.connect(**database_parameters(), connect_timeout=5).close()
    except psycopg.OperationalError as error:
        reason = " ".join(str(error).split())
        raise ServiceUnavailable(f"The database does not answer ({reason}). {advice}") from error


def _broker_socket() -> Path:
    return socket_dir() / "valkey.sock"


def _all_services() -> list[Postgres | Valkey]:
    return [Postgres(state_dir(), socket_dir()), Valkey(state_dir(), _broker_socket())]


def _services_in_use() -> list[Postgres | Valkey]:
    addresses = (settings.DATABASES["default"].get("HOST"), settings.CELERY_BROKER_URL)
    ours = (database_host(), broker_url())
    return [
        service
        for service, address, our in zip(_all_services(), addresses, ours, strict=True)
        if address == our
    ]


def _end_on_sigterm() -> None:
    """Turn SIGTERM into an exception, since Python skips its `finally` blocks otherwise."""
    if (
        threading.current_thread() is threading.main_thread()
        and signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    ):
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
