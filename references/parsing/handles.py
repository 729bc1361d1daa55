"""Taking out of a line what has a form of its own: DOI, PMID, PMCID, ISBN, web addresses."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from references.errors import InvalidIdentifier
from references.parsing.alphabet import GAP
from references.works.identifiers import NORMALISERS, RESOLVER, strip_trailing

BARE_HOST = r"(?<![\w.@/-])(?:[a-z0-9-]{1,60}\.){1,3}(?:com|org|net|edu|be|nl|eu|uk)"
ADDRESS = re.compile(
    rf"<?(?:https?://|(?<![\w.@/])www\.|{BARE_HOST}/)[^\s\ue000]{{1,2000}}", re.IGNORECASE
)
DOI = re.compile(
    rf"(?:\(?\bdoi(?:\.org)?\s?[:.]?\s?)?(?:{RESOLVER}\s?)?"
    r"(?<![\d.])(?P<doi>10\.\d{4,9}(?:\.\d{1,9})*(?:/|%2F)[^\s\ue000]{1,400})",
    re.IGNORECASE,
)
LABELLED_DOI = re.compile(
    rf"(?:\bdoi\s?:\s?(?:{RESOLVER}\s?)?|{RESOLVER}\s?)(?:10[.\d/]*)?(?=\s|\ue000|$)", re.I
)
# Text that follows a DOI and is glued to it if the copy lost the spaces.
GLUED = re.compile(
    r"[.,;)\]]{0,4}(?:pmc?id|pubmed|\[google|\[crossref|\[pmc|doi:|https?://(?!.*10\.)).*$"
    r"|[.,;(\[]{1,4}(?:epub|available|beschikbaar|accessed|geraadpleegd|published|online|erratum|"
    r"correction|retrieved|comment|pmc\d|cited|review\.).*$"
    r"|epub\s?(?:19|20)\d\d.*$",
    re.IGNORECASE,
)
VIEWS = re.compile(
    r"(?:/(?:full|abstract|pdf|epdf|meta|fulltext|full\.pdf)|\.full|\.pdf)+/?$", re.I
)
PMCID = re.compile(r"(?:\bPMCID\s?:?\s?(?:PMC)?|(?<![A-Za-z])PMC\s?)(\d{3,8})(?!\d)", re.IGNORECASE)
PMID = re.compile(
    r"(?:(?:PubMed\s?)?PMID|PubMed(?:\s?ID)?\s?(?=:))\s?:?\s?(\d{1,8})(?!\d)", re.IGNORECASE
)
# Identifier -> the year from which all new ones have this many characters.
FULL_LENGTH = {"PMID": (2003, 8), "PMCID": (2009, len("PMC1234567"))}
LABEL_ONLY = re.compile(r"\bPMC?ID\s?:?\s?(?:P|PM|PMC\d{0,2})?$")
PUBMED_HOST = re.compile(
    r"https?://(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/(\d{1,8})/?",
    re.I,
)
ISBN = re.compile(r"\bISBN(?:-1[03])?\s?:?\s?((?:97[89][-\s]?)?(?:\d[-\s]?){9}[\dXx])(?!\d)")
# DOIs of publishers with a fixed form that stop too early: the copy cut them off.
UNFINISHED = re.compile(
    r"10\.\d{4,9}/?"
    r"|10\.1016/(?:j|j\.[a-z]+(?:\.\d{0,4}|\.\d{4}\.\d{0,2}|\.\d{4}\.\d\d\.\d{0,2})?)"
    r"|10\.1007/s(?:\d{0,5}|\d{5}-\d{0,3}|\d{5}-\d{3}-\d{0,5})-?"
    r"|10\.1186/s(?:\d{0,5}|\d{5}-\d{0,3}|\d{5}-\d{3}-\d{0,4})-?"
    r"|10\.1136/[a-z]+(?:-\d{0,4}|-\d{4}-\d{0,5})"
    r"|10\.1097/(?:[A-Z]{2,4}|j\.[a-z]+)\.[\da-f]{0,15}"
    r"|10\.1371/journal\.?(?:p[a-z]{3})?(?:\.\d{0,6})?"
    r"|10\.3389/f[a-z]+(?:\.\d{0,4}|\.\d{4}\.\d{0,4})?"
    r"|10\.2519/jospt(?:\.\d{0,4}|\.\d{4}\.\d{0,3})?"
    r"|10\.1111/j\.\d{0,4}(?:-\d{0,4}(?:\.\d{0,4}(?:\.\d{0,5})?)?)?"
    r"|10\.1002/14651858\.CD\d{0,5}"
    r"|10\.1152/[a-z]+(?:\.\d{0,5}|\.\d{5}\.\d{0,3})"
    r"|10\.1177/\d{0,12}"
    r"|10\.1001/[a-z]+(?:\.\d{0,4}|\.\d{4}\.\d{0,2})"
    r"|10\.1080/\d{8}\.(?:\d{0,4}|\d{4}\.\d{0,4})"
    r"|10\.3390/[a-z]+\d{0,6}"
    r"|10\.1(?:249/[A-Z]{3}|519/JSC)\.[\da-f]{0,15}"
    r"|10\.1056/NEJM[a-z]*\d{0,5}"
    r"|.*[-/(]"
)


@dataclass(slots=True)
class Handles:
    """The line and what was taken out of it.

    `rest` is the line with GAP where something was taken, `csl` holds what was taken. `last` is the
    variable that the line ends with, if no full stop follows: its number may be cut off.
    """

    rest: str
    csl: dict[str, str] = field(default_factory=dict)
    doi_cut_off: bool = False
    last: str = ""

    def keep(self, variable: str, text: str) -> bool:
        """Store a value unless there is one of its kind already; False if it is invalid."""
        try:
            value = NORMALISERS[variable](text) if variable in NORMALISERS else text
        except InvalidIdentifier:
            return False
        if value:
            self.csl.setdefault(variable, value)
        return bool(value)


def take_out(line: str) -> Handles:
    """Take all identifiers and addresses out of a line."""
    handles = Handles(line)
    for pattern, take in STEPS:
        handles.rest = pattern.sub(partial(take, handles), handles.rest)
    return handles


def take_doi(handles: Handles, found: re.Match[str]) -> str:
    """Take out a DOI, unless it is cut off."""
    doi, tail = parted(found["doi"], GLUED)
    doi = strip_trailing(doi)
    last = not tail and not handles.rest[found.end() :].strip()
    prefix = "https://doi.org/" if "doi.org" in found[0].lower() else ""
    if (last and UNFINISHED.fullmatch(doi)) or not handles.keep("DOI", prefix + doi):
        handles.doi_cut_off = True
    return GAP + tail


def take_cut_doi(handles: Handles, _found: re.Match[str]) -> str:
    """Take out the label of a DOI that is missing."""
    handles.doi_cut_off = "DOI" not in handles.csl
    return GAP


def take_address(handles: Handles, found: re.Match[str]) -> str:
    """Take out an address, and the identifier that may be in it.

    Publishers put the DOI in their addresses; PubMed and its archive put their numbers.
    """
    written, tail = parted(found[0].strip("<>"), re.compile(r"[.,;](?:PMC?ID|doi)\s?:.*$", re.I))
    if re.match(RESOLVER, written, re.I):
        return found[0]
    if pubmed := PUBMED_HOST.match(written):
        handles.keep("PMID", pubmed[1])
        return GAP + tail
    if archived := re.search(r"/(PMC\d{3,8})\b", written):
        handles.keep("PMCID", archived[1])
    elif doi := re.search(r"/(10\.\d{4,9}/[^\s?#&]+)", written):
        handles.keep("DOI", VIEWS.sub("", doi[1]))
    url = strip_trailing(written)
    handles.keep("URL", url if re.match(r"https?:", url, re.I) else f"https://{url}")
    return GAP + tail


def take_number(variable: str) -> Callable[[Handles, re.Match[str]], str]:
    """Build the function that takes out a number of this kind."""

    def take(handles: Handles, found: re.Match[str]) -> str:
        if not handles.keep(variable, found[1]):
            return found[0]
        if found.end() == len(handles.rest):
            handles.last = variable
        return GAP

    return take


def parted(text: str, tail: re.Pattern[str]) -> tuple[str, str]:
    """Split a text where the pattern of its tail begins; the tail is "" if it has none."""
    found = tail.search(text)
    return (text[: found.start()], " " + found[0]) if found else (text, "")


STEPS = (
    (ADDRESS, take_address),
    (DOI, take_doi),
    (LABELLED_DOI, take_cut_doi),
    (PMCID, take_number("PMCID")),
    (PMID, take_number("PMID")),
    (LABEL_ONLY, lambda _handles, _found: GAP),
    (ISBN, take_number("ISBN")),
)
