"""DOI, PMID, PMCID and web addresses, brought from any spelling to one.

The functions named `normalise_…` return "" for an empty text and raise InvalidIdentifier for a text
that cannot be one.
"""

import re
from collections.abc import Callable
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from django.utils.translation import gettext as _

from references.errors import InvalidIdentifier
from references.works.names import INVISIBLE

RESOLVER = r"(?:https?://)?(?:(?:dx|www)\.)?doi\.org/"
DOI_PREFIX = re.compile(rf"^(?:{RESOLVER}|(?:https?://)?doi\s*:?\s*)", re.IGNORECASE)
# The rest of a line from PubMed, which is glued to the DOI if the copy lost its spaces.
DOI_TAIL = re.compile(r"[.,;\s]\s*(?:(?:PMID|PMCID)\s*:.*|Epub(?:\s.*)?)$")
# The registrant is 4 to 9 digits with dots between; the rest may hold any printing character.
DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
CLOSERS = {")": "(", "]": "[", "}": "{", ">": "<"}
PMID = re.compile(r"[1-9]\d{0,7}")
TRACKING = re.compile(r"utm_.*|fbclid|gclid|mc_[ce]id")
MAX_LENGTH = 500


def normalise_doi(text: str) -> str:
    """Bring a DOI to its registered form, without resolver, label or what follows it."""
    doi = INVISIBLE.sub("", text).strip()
    if "doi.org/" in doi.lower():
        doi = unquote(doi)
    doi = strip_trailing(DOI_TAIL.sub("", DOI_PREFIX.sub("", doi)).strip())
    if doi and (len(doi) > MAX_LENGTH or not DOI.fullmatch(doi)):
        raise InvalidIdentifier(_("This is not a DOI. A DOI looks like 10.1000/abc.123."))
    return doi


def strip_trailing(doi: str) -> str:
    """Drop punctuation at the end, and closing brackets that the DOI does not open."""
    while doi:
        opener = CLOSERS.get(doi[-1])
        if doi[-1] in ".,;:\"'”’" or (opener and doi.count(doi[-1]) > doi.count(opener)):
            doi = doi[:-1]
        else:
            break
    return doi


def normalise_pmid(text: str) -> str:
    """Bring a PMID to its digits, without label or address."""
    pmid = re.sub(r"^pmid\s*:?\s*", "", INVISIBLE.sub("", text).strip(), flags=re.IGNORECASE)
    pmid = re.sub(
        r"^https?://(?:pubmed\.ncbi\.nlm\.nih\.gov|www\.ncbi\.nlm\.nih\.gov/pubmed)/", "", pmid
    )
    pmid = pmid.rstrip("./; ")
    if pmid and not PMID.fullmatch(pmid):
        raise InvalidIdentifier(_("A PMID is a number of at most 8 digits."))
    return pmid


def normalise_pmcid(text: str) -> str:
    """Bring a PMCID to "PMC" and its digits, without label or address."""
    pmcid = INVISIBLE.sub("", text).strip()
    pmcid = re.sub(r"^https?://\S+?/(?=PMC\d)", "", pmcid, flags=re.IGNORECASE)
    pmcid = re.sub(r"^(?:pmcid\s*:?\s*)?(?:pmc)?", "", pmcid, flags=re.IGNORECASE).rstrip("./; ")
    if pmcid and not PMID.fullmatch(pmcid):
        raise InvalidIdentifier(_("A PMCID is PMC followed by at most 8 digits."))
    return f"PMC{pmcid}" if pmcid else ""


def normalise_url(text: str) -> str:
    """Check an absolute http(s) address; drop text fragments and tracking parameters."""
    url = INVISIBLE.sub("", text).strip()
    if not url:
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in {"http", "https"} or not parts.hostname or re.search(r"[\s<>\"]", url):
        raise InvalidIdentifier(_("Enter a full web address that starts with https://."))
    query = parts.query
    if any(TRACKING.fullmatch(name) for name, _value in parse_qsl(query)):
        kept = [
            (name, value)
            for name, value in parse_qsl(query, keep_blank_values=True)
            if not TRACKING.fullmatch(name)
        ]
        query = urlencode(kept)
    fragment = parts.fragment.partition(":~:")[0]
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, fragment))


def doi_url(doi: str) -> str:
    """The address that leads to the work with a DOI."""
    return "https://doi.org/" + quote(doi, safe="/")


def pubmed_url(pmid: str) -> str:
    """The address of a work in PubMed."""
    return f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/"


# CSL variable -> the function that brings it to one spelling
NORMALISERS: dict[str, Callable[[str], str]] = {
    "DOI": normalise_doi,
    "PMID": normalise_pmid,
    "PMCID": normalise_pmcid,
    "URL": normalise_url,
}


def pmc_url(pmcid: str) -> str:
    """The address of the free text of a work in PubMed Central."""
    return f"https://pmc.ncbi.nlm.nih.gov/articles/{pmcid}/"
