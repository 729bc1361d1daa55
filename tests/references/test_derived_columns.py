"""Works from before the columns that a save derives: the migration fills them in."""

from importlib import import_module

import pytest
from django.apps import apps

from references.choices import Verification
from references.models import Reference
from tests.factories.references import SLEEP_CSL, ReferenceFactory

pytestmark = pytest.mark.django_db

migration = import_module("references.migrations.0003_fill_derived_columns")


def test_the_migration_fills_what_a_save_would_have_derived():
    ReferenceFactory(csl=SLEEP_CSL)
    ReferenceFactory(csl__title="Één, twee: dríe")
    saved = list(Reference.objects.values_list("pk", "title_key", "verification"))
    Reference.objects.update(title_key="", verification=Verification.NEVER)

    migration.fill(apps, None)

    assert list(Reference.objects.values_list("pk", "title_key", "verification")) == saved
