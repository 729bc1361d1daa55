"""Problems that keep the site from its work, and delays that do not."""

from collections.abc import Iterator
from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from kombu.exceptions import OperationalError

from kinesite.celery import app
from kinesite.models import Heartbeat

# Seconds; the proxy asks every ten.
BROKER_PATIENCE = 2


def problems() -> list[str]:
    """Reasons why nobody can be served: a plain line each, without addresses or passwords."""
    return list(_database_problems())


def delays() -> list[str]:
    """Work that waits while patients are served all the same, a plain line each."""
    return [*_broker_problems(), *_schedule_problems()]


def _database_problems() -> Iterator[str]:
    try:
        applied = MigrationRecorder(connection).applied_migrations()
    except DatabaseError:
        yield "The database does not answer."
    else:
        if waiting := _newest_migrations() - set(applied):
            yield f"Migrations wait to be applied: {', '.join(sorted(app for app, _ in waiting))}."


def _broker_problems() -> Iterator[str]:
    patience = {"socket_connect_timeout": BROKER_PATIENCE, "socket_timeout": BROKER_PATIENCE}
    try:
        with app.connection_for_write(transport_options=patience) as link:
            link.ensure_connection(max_retries=1, timeout=BROKER_PATIENCE, interval_start=0)
    except OperationalError:
        yield "The broker does not answer: mail waits in the database."


def _schedule_problems() -> Iterator[str]:
    now = timezone.now()
    for heartbeat in Heartbeat.objects.with_late_page(now):
        if heartbeat.is_stale(now):
            since = timezone.localtime(heartbeat.beat_at)
            day = "" if since.date() == timezone.localdate(now) else f"{since:%Y-%m-%d} "
            yield (
                f"Nothing has run by schedule since {day}{since:%H:%M}:"
                " beat or the worker stands still."
            )
        elif heartbeat.late_page:
            yield "A page did not go online or offline as planned: the worker's log says why."


@cache
def _newest_migrations() -> frozenset[tuple[str, str]]:
    """The last (app, name) of every app in this code."""
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).graph.leaf_nodes())
