"""Databases that another version of the site made."""

from collections.abc import Iterator
from pathlib import Path

from django.apps import AppConfig, apps
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def traces_of_another_version() -> list[str]:
    """List what the database has and no migration of this checkout made. Empty: it fits, or is new.

    Django passes over such traces: it takes an older first migration for the one that has its name
    now, or fails halfway because a table exists. Migrations that wait to be applied are no trace.
    Example: ["migration booking.0002_series_waitlist_tariffs"].
    """
    return [*_unknown_migrations(), *_tables_of_nothing()]


def _unknown_migrations() -> Iterator[str]:
    labels = {app.label for app in _our_apps()}
    present = MigrationLoader(None).disk_migrations
    known = {*present, *(old for migration in present.values() for old in migration.replaces)}
    for label, name in sorted(MigrationRecorder(connection).applied_migrations()):
        if label in labels and (label, name) not in known:
            yield f"migration {label}.{name}"


def _tables_of_nothing() -> Iterator[str]:
    """Tables of an app of which no migration is recorded."""
    recorded = {label for label, _ in MigrationRecorder(connection).applied_migrations()}
    tables = set(connection.introspection.table_names())
    for app in _our_apps():
        if app.label not in recorded:
            for model in app.get_models():
                if model._meta.db_table in tables:
                    yield f"table {model._meta.db_table}"


def _our_apps() -> list[AppConfig]:
    return [app for app in apps.get_app_configs() if Path(app.path).parent == settings.BASE_DIR]
