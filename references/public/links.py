"""The addresses at which a work can be found."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from references.works.identifiers import doi_url, pmc_url, pubmed_url


@dataclass(frozen=True, slots=True)
class Link:
    """An address with its name and its text."""

    name: str
    text: str
    href: str


def links(csl: Mapping[str, Any]) -> list[Link]:
    """The links by each identifier and the web address of a work, the free text first."""
    found = [
        Link(name, csl[variable], address(csl[variable]))
        for variable, name, address in (
            ("PMCID", _("Free to read"), pmc_url),
            ("DOI", "DOI", doi_url),
            ("PMID", "PubMed", pubmed_url),
        )
        if csl.get(variable)
    ]
    if csl.get("URL"):
        found.append(Link(_("Web address"), urlsplit(csl["URL"]).hostname or "", csl["URL"]))
    return found
