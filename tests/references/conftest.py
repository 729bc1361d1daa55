"""What tests of references share."""

from collections.abc import Iterator
from typing import Any

import pytest

from references.models import SourceSettings
from tests.references.lookup import server


@pytest.fixture
def registry() -> Iterator[server.Registry]:
    """A registry of works on this machine. It knows nothing yet."""
    with server.running() as running:
        yield running


@pytest.fixture
def lookup_on(registry: server.Registry, settings: Any, db: None) -> server.Registry:
    """The site asks the registry on this machine in place of the real ones."""
    settings.REFERENCES_LOOKUP = "live"
    settings.REFERENCES_REGISTRIES = registry.bases
    SourceSettings.objects.update_or_create(defaults={"lookup_enabled": True})
    return registry
