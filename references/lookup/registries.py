"""The registries that the site asks, according to the settings."""

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

# The hosts to which the DOI system redirects a request for CSL-JSON, besides Crossref.
SENT_ON_TO = {"data.crosscite.org", "api.datacite.org", "data.datacite.org", "data.medra.org"}


class Registry(Protocol):
    """A registry that looks works up by one kind of identifier."""

    @property
    def variable(self) -> str:
        """The CSL variable of the identifier."""

    def look_up(self, identifier: str) -> Record | None:
        """Look a work up; None if it is not known. Raises LookupFailed."""


@dataclass(frozen=True, slots=True)
class EitherOf:
    """Two registries as one: the second is asked about what the first does not know."""

    first: Registry
    second: Registry

    @property
    def variable(self) -> str:
        return self.first.variable

    def look_up(self, identifier: str) -> Record | None:
        """Look a work up; None if neither knows it. Raises LookupFailed."""
        return self.first.look_up(identifier) or self.second.look_up(identifier)


def is_on() -> bool:
    """Tell whether works may be looked up: both the server and the practice must want it."""
    return settings.REFERENCES_LOOKUP == "live" and SourceSettings.load().lookup_enabled


def fetcher() -> Fetcher:
    """The fetcher that the settings ask for."""
    if not is_on():
        return Off()
    bases = settings.REFERENCES_REGISTRIES.values()
    hosts = {urlsplit(base).netloc for base in bases}
    site = f"{settings.SITE_URL}; mailto:{quote(contact(), safe='@+')}"
    return Live(hosts=frozenset(hosts | SENT_ON_TO), user_agent=f"kinesite ({site})")


def contact() -> str:
    """The mail address to which registries write if something goes wrong."""
    return SourceSettings.load().contact_email or settings.DEFAULT_FROM_EMAIL


def registries(through: Fetcher) -> list[Registry]:
    """The registries, one for each identifier by which a work can be looked up."""
    bases = settings.REFERENCES_REGISTRIES
    return [
        EitherOf(Crossref(through, bases["crossref"]), DoiSystem(through, bases["doi"])),
        PubMed(through, bases["pubmed"], contact()),
    ]
