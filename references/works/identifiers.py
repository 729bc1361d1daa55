"""DOI, PMID, PMCID and web addresses in any spelling, brought to one.

Each function returns "" for nothing and raises InvalidIdentifier for what cannot exist.
"""

import re
from collections.abc import Callable
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from django.utils.translation import gettext as _

from references.errors import InvalidIdentifier
from references.works.names import INVISIBLE

RESOLVER = r"(?:https?://)?(?:(?:dx|www)\.)?doi\.org/"
DOI_PREFIX = re.compile(rf"^(?:{RESOLVER}|(?:https?://)?doi\s*:?\s*)", re.IGNORECASE)
# What follows the DOI on the line that PubMed gives, glued to it when a copy lost the spaces.
DOI_TAIL = re.compile(r"[.,;\s]\s*(?:(?:PMID|PMCID)\s*:.*|Epub(?:\s.*)?)$")
# The registrant is 4 to 9 digits with dots between; the rest may hold any printing sign.
DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
CLOSERS = {")": "(", "]": "[", "}": "{", ">": "<"}
PMID = re.compile(r"[1-9]\d{0,7}")
TRACKING = re.compile(r"utm_.*|fbclid|gclid|mc_[ce]id")
MAX_LENGTH = 500


def normalise_doi(text: str) -> str:
    """The DOI as registered, without resolver, label or what trails it."""
    doi = INVISIBLE.sub("", text).strip()
    if "doi.org/" in doi.lower():
        doi = unquote(doi)
    doi = strip_trailing(DOI_TAIL.sub("", DOI_PREFIX.sub("", doi)).strip())
    if doi and (len(doi) > MAX_LENGTH or not DOI.fullmatch(doi)):
        raise InvalidIdentifier(_("This is not a DOI. A DOI looks like 10.1000/abc.123."))
    return doi


def strip_trailing(doi: str) -> str:
    """Drop punctuation at the end, and closing brackets that were not opened in it."""
    while doi:
        opener = CLOSERS.get(doi[-1])
        if doi[-1] in ".,;:\"'”’" or (opener and doi.count(doi[-1]) > doi.count(opener)):
            doi = doi[:-1]
        else:
            break
    return doi


def normalise_pmid(text: str) -> str:
    pmid = re.sub(r"^pmid\s*:?\s*", "", INVISIBLE.sub("", text).strip(), flags=re.IGNORECASE)
    pmid = re.sub(
        r"^https?://(?:pubmed\.ncbi\.nlm\.nih\.gov|www\.ncbi\.nlm\.nih\.gov/pubmed)/", "", pmid
    )
    pmid = pmid.rstrip("./; ")
    if pmid and not PMID.fullmatch(pmid):
        raise InvalidIdentifier(_("A PMID is a number of at most 8 digits."))
    return pmid


def normalise_pmcid(text: str) -> str:
    pmcid = INVISIBLE.sub("", text).strip()
    pmcid = re.sub(r"^https?://\S+?/(?=PMC\d)", "", pmcid, flags=re.IGNORECASE)
    pmcid = re.sub(r"^(?:pmcid\s*:?\s*)?(?:pmc)?", "", pmcid, flags=re.IGNORECASE).rstrip("./; ")
    if pmcid and not PMID.fullmatch(pmcid):
        raise InvalidIdentifier(_("A PMCID is PMC followed by at most 8 digits."))
    return f"PMC{pmcid}" if pmcid else ""


def normalise_url(text: str) -> str:
    """An absolute http(s) address without text fragment and tracking parameters."""
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
    return "https://doi.org/" + quote(doi, safe="/")


def pubmed_url(pmid: str) -> str:
    return f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/"


# CSL variable -> how it is brought to one spelling
NORMALISERS: dict[str, Callable[[str], str]] = {
    "DOI": normalise_doi,
    "PMID": normalise_pmid,
    "PMCID": normalise_pmcid,
    "URL": normalise_url,
}


def pmc_url(pmcid: str) -> str:
    return f"https://pmc.ncbi.nlm.nih.gov/articles/{pmcid}/"
