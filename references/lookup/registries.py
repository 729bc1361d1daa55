"""The registries that the site asks, as the settings have them."""

from dataclasses import dataclass
from typing import Protocol
from urllib.parse import quote, urlsplit

from django.conf import settings

from references.lookup.crossref import Crossref
from references.lookup.doi import DoiSystem
from references.lookup.fetching import Fetcher, Off
from references.lookup.live import Live
from references.lookup.pubmed import PubMed
from references.lookup.records import Record
from references.models import SourceSettings

# Where the DOI system sends who asks for CSL-JSON, beside Crossref.
SENT_ON_TO = {"data.crosscite.org", "api.datacite.org", "data.datacite.org", "data.medra.org"}


class Registry(Protocol):
    @property
    def variable(self) -> str:
        """The CSL variable that it looks works up by."""

    def look_up(self, identifier: str) -> Record | None:
        """None when it does not know the work. Raises LookupFailed."""


@dataclass(frozen=True, slots=True)
class EitherOf:
    """The second is asked what the first does not know."""

    first: Registry
    second: Registry

    @property
    def variable(self) -> str:
        return self.first.variable

    def look_up(self, identifier: str) -> Record | None:
        """Raises LookupFailed."""
        return self.first.look_up(identifier) or self.second.look_up(identifier)


def is_on() -> bool:
    """Both the server and the practice must want it."""
    return settings.REFERENCES_LOOKUP == "live" and SourceSettings.load().lookup_enabled


def fetcher() -> Fetcher:
    if not is_on():
        return Off()
    bases = settings.REFERENCES_REGISTRIES.values()
    hosts = {urlsplit(base).netloc for base in bases}
    site = f"{settings.SITE_URL}; mailto:{quote(contact(), safe='@+')}"
    return Live(hosts=frozenset(hosts | SENT_ON_TO), user_agent=f"kinesite ({site})")


def contact() -> str:
    """Whom the registries write when something goes wrong."""
    return SourceSettings.load().contact_email or settings.DEFAULT_FROM_EMAIL


def registries(through: Fetcher) -> list[Registry]:
    """One for each identifier that a work can be looked up by."""
    bases = settings.REFERENCES_REGISTRIES
    return [
        EitherOf(Crossref(through, bases["crossref"]), DoiSystem(through, bases["doi"])),
        PubMed(through, bases["pubmed"], contact()),
    ]
