"""Taking off the remarks after a source on how or when it was found."""

import re
from dataclasses import dataclass, field
from typing import Any

from references.parsing import dates
from references.parsing.alphabet import GAP

DATE = dates.DATE.pattern
LINKS = (
    "pubmed central|pubmed|pmc free article|free pmc article|pmc|crossref|google scholar|"
    "europe pmc|free full text|full text|web of science|medline|scopus|isi|doi|link|"
    "article|abstract|green version|publisher"
)
BRACKETED_LINK = re.compile(
    rf"\[\s?(?:{LINKS.replace(' ', ' ?')})\s?\](?:\s?\(\s?\ue000?\s?\))?", re.IGNORECASE
)
BARE_LINKS = re.compile(
    r"(?:(?<=[\s.\ue000])(?:PubMed Central|PubMed|PMC free article|Free PMC article|CrossRef|"
    r"Google Scholar|Medline|Crossref)[.,;\s\ue000]*)+$"
)
# The words of links stand within so many characters from the end.
REACH = 200
ACCESS = (
    "geraadpleegd|opgehaald|verkregen|bezocht|bekeken|gelezen|geopend|retrieved|accessed|"
    "date accessed|last accessed|consulted|viewed|cited|laatst geraadpleegd|laatst bezocht|toegang"
)
# "Geraadpleegd op 3 maart 2026, van", "[cited 2023 Aug 4]".
ACCESSED = re.compile(
    rf"[\[(]?\s?(?<![^\W\d_])(?:{ACCESS})(?:\s?(?:op|on|at|datum))?\s?:?\s?"
    rf"(?P<date>{DATE}|\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{2,4}})"
    r"\s?[\])]?[.,;]?(?:\s?(?:van|via|from|at|op)(?![^\W\d_])\s?:?)?",
    re.IGNORECASE,
)
AVAILABLE = re.compile(
    r"[\[(]?\s?(?<![^\W\d_])(?:(?:online\s)?(?:beschikbaar|raadpleegbaar|te raadplegen|te vinden|"
    r"available|verkregen|opgehaald|retrieved|geraadpleegd|accessed|toegankelijk|bekijk|bron|link|"
    r"url|website|zie|see|download)(?:\sonline)?"
    r"(?:\s?(?:via|van|op|at|from|on|in))?)?(?:\s?(?:via|van|op|at|from))?\s?:?\s?(?=\ue000)",
    re.IGNORECASE,
)
# "Epub 2010 Nov 30", "Published online 5 June 2019": these are not the date of the work.
EPUB = re.compile(
    r"[\[(]?(?:(?<![^\W\d_])(?:e-?pub(?:lished)?|electronically published|"
    r"(?:first )?published(?: online)?(?: first)?|online gepubliceerd|gepubliceerd(?: online| op)?|"
    r"published electronically)\s?:?\s?"
    rf"(?:{re.sub(r'[?]P<[a-z0-9]+>', '?:', DATE)}|ahead of print|(?=[\].]))\.?\s?)"
    r"(?:ahead of print)?[\])]?|"
    r"(?<![^\W\d_])Epub\s?(?:\d{0,4}|\d{4}\s[A-Z][a-z]{0,2})$|"
    r"[\[(]?(?:(?:online|e-?pub) )?ahead of print[\])]?",
    re.IGNORECASE,
)
LANGUAGES = (
    "Dutch|English|German|French|Italian|Spanish|Portuguese|Danish|Norwegian|Swedish|Finnish|"
    "Polish|Czech|Russian|Turkish|Hebrew|Chinese|Japanese|Korean|Persian|Flemish"
)
# PubMed gives the language after the title and at the end of works that are not in English.
LANGUAGE = re.compile(
    rf"\s?\[(?:Article in )?(?:{LANGUAGES})\]"
    rf"|(?<=[\w)]\.)\s?(?:(?:{LANGUAGES})(?:, )?){{1,3}}\.(?=[\s.;\ue000]*$)"
)
NOTICE = re.compile(
    r"(?<=[.;])\s?(?:[Aa]dvies|[Rr]apport|[Rr]eport|[Pp]ublicatie)\s(?:nr|no)\.?\s?[\w/-]{1,20}\.?$|"
    r"[\[(]?\b(?:Erratum|Correction|Corrected|Retraction|Comment|Update|Expression of concern|"
    r"Summary for patients|Reprint) (?:in|on|of|for)\s?:.*$"
    r"|[;,]\s?(?:quiz|discussion|author reply|reply)\s?"
    r"[A-Za-z]{0,2}\d{1,6}(?:\s?[-–,]\s?[A-Za-z]?\d{1,6}){0,2}"
    r"|\bPubMed Central$|\b(?:Cited in|In)\s?:?\s?PubMed\s?;?|\bCited in\s?:?(?=[\s\ue000]*$)"
    r"|\b(?:Creative Commons|Licen[cs]e|Licentie)\b.*$|\bCC[ -]BY(?:-[A-Z]{2})*(?: \d\.\d)?.*$",
)


@dataclass(slots=True)
class Trailers:
    """The line without the remarks, and what they say.

    `accessed` is in CSL's form, {} if it is unknown.
    """

    rest: str
    accessed: dict[str, Any] = field(default_factory=dict)
    online: bool = False
    ahead_of_print: bool = False


def take_off(line: str) -> Trailers:
    """Take all remarks off a line."""
    trailers = Trailers(line)
    if accessed := ACCESSED.search(line):
        trailers.accessed = read_date(accessed["date"])
    trailers.online = bool(accessed or re.search(r"\[(?:internet|online)\]", line, re.I))
    rest = ACCESSED.sub(GAP, line)
    trailers.ahead_of_print = bool(EPUB.search(rest))
    rest = EPUB.sub(GAP, rest)
    rest = NOTICE.sub(GAP, BRACKETED_LINK.sub(GAP, rest))
    before = rest = LANGUAGE.sub("", rest)
    rest = AVAILABLE.sub("", rest)
    trailers.online = trailers.online or before != rest
    trailers.rest = rest[:-REACH] + BARE_LINKS.sub(GAP, rest[-REACH:])
    return trailers


def read_date(text: str) -> dict[str, Any]:
    """Read the first date in a text; {} if there is none."""
    found = dates.DATE.search(text)
    return dates.read(found) if found else {}
