"""The DOI system, which is asked about works that Crossref does not have, as DataCite's."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from references.choices import ReferenceType
from references.lookup import records
from references.lookup.fetching import Fetcher, ask
from references.lookup.records import Record
from references.works import notices
from references.works.csl import MOST_NAMES
from references.works.names import Name

CSL = "application/vnd.citationstyles.csl+json"
TEXTS = ("volume", "issue", "page", "publisher", "DOI")


@dataclass(frozen=True, slots=True)
class DoiSystem:
    """The resolver at `base`, such as "https://doi.org".

    It redirects to the registry that has the DOI.
    """

    fetcher: Fetcher
    base: str
    variable: str = "DOI"

    def look_up(self, identifier: str) -> Record | None:
        """Look a DOI up; None if no registry knows it. Raises LookupFailed."""
        answer = ask(self.fetcher, f"{self.base}/{quote(identifier, safe='')}", {}, CSL)
        return None if answer is None else read(answer)


def read(answer: Mapping[str, Any]) -> Record:
    """Read the CSL-JSON of a registry."""
    title, marked = records.unmarked(records.plain(answer.get("title")), notices.Source.CROSSREF)
    kind = records.text(answer.get("type"))
    raw = {
        **{variable: answer.get(variable) for variable in TEXTS},
        "type": kind if kind in ReferenceType.values else "",
        "title": title,
        "author": [person(name) for name in records.objects(answer.get("author"))[:MOST_NAMES]],
        "container-title": records.plain(answer.get("container-title")),
        "issued": records.date(answer.get("issued")),
    }
    return Record(records.known(raw), notices=records.weighed([], marked))


def person(raw: Mapping[str, Any]) -> Name:
    """Read a person or an organisation."""
    parts = {part: records.plain(text) for part, text in raw.items() if isinstance(text, str)}
    return records.without_shouting(parts)
