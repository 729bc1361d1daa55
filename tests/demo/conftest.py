"""The demo practice, loaded once for a module."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings


def seed() -> str:
    out = StringIO()
    call_command("seed_demo", stdout=out)
    return out.getvalue()


@pytest.fixture(scope="module")
def progress(django_db_setup, django_db_blocker, tmp_path_factory):
    """The words that the first run printed. Its rows are gone when the module ends."""
    media = override_settings(MEDIA_ROOT=tmp_path_factory.getbasetemp() / "media")
    with django_db_blocker.unblock(), media, transaction.atomic():
        printed = seed()
        with django_db_blocker.block():
            yield printed
        transaction.set_rollback(True)


@pytest.fixture
def seeded(progress, db):
    return progress
