"""Sentences that lean on research without saying which."""

import re
from collections.abc import Iterator

from blog.linking.plain import LINK, Text

WORDS = r"(?: [\w'-]{1,30}){0,3}"
RESEARCH = (
    r"(?:onderzoek(?:en|ers?)?|stud(?:ie|ies)|meta-analyses?|reviews?|trials?|wetenschap(?:pers)?|"
    r"literatuur)"
)
SAYS = (
    r"(?:toon(?:t|den?|de)|tonen|blijk(?:t|en)|bleek|bleken|wij(?:st|zen)|wees|wezen|laat|laten|"
    r"liet(?:en)?|bewij(?:st|zen)|bewees|bewezen|suggere(?:ert|ren)|zeg(?:t|gen)|vond(?:en)?|"
    r"vindt|vinden|bevestig(?:t|en|de|den)|concludeer(?:t|de|den)|concluderen|aangetoond|"
    r"uitgewezen|ontdekte?n?|ondersteun(?:t|en))"
)
# With these words, "onderzoek" is the examination of a patient and no research.
EXAMINES = r"(?:lichamelijk|klinisch|medisch|neurologisch|beeldvormend)"
WHO = (
    r"(?:mensen|personen|patiënten|volwassenen|ouderen|kinderen|jongeren|vrouwen|mannen|sporters|"
    r"lopers|deelnemers|proefpersonen|gevallen|bevolking|belgen|vlamingen|klachten|blessures)"
)
CLAIM = re.compile(
    rf"\b(?:"
    rf"(?<!lichamelijk )(?<!klinisch )(?<!medisch ){RESEARCH}{WORDS} {SAYS}"
    rf"|(?:uit|volgens|blijkens) (?:(?!{EXAMINES})[\w-]{{2,30}} ){{0,3}}{RESEARCH}"
    rf"|wetenschappelijk{WORDS} (?:bewezen|aangetoond|onderbouwd|vastgesteld|bewijs)"
    rf"|wetenschappelijk (?:bewezen|aangetoond|onderbouwd|vastgesteld|bewijs)"
    rf"|(?:een|één|in een) (?:recente?|grote|nieuwe|kleine|bekende|andere|"
    rf"[\w]{{3,20}}se) (?:studie|meta-analyse|review|trial|onderzoek)"
    rf"|bewezen (?:effectief|werkzaam|effect)"
    rf"|\d{{1,3}}(?:[.,]\d{{1,2}})? ?(?:%|procent) (?:van )?(?:(?:de|alle|het|onze|die) )?"
    rf"(?:[\w-]{{2,30}} ){{0,2}}{WHO}"
    rf")\b",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(rf"[.!?…][\"')\]]* +(?=[^\Wa-z\d_]|[\"'“‘{LINK}])|\n")


def unsourced(text: Text, named: Iterator[int] | list[int]) -> Iterator[tuple[int, int]]:
    """Begin and end of each claim without a source.

    `named` holds the positions at which the text names a source in words. A source counts when it
    stands between the sentence before the claim, to which "the study" may refer, and the end of the
    paragraph.
    """
    leads = [link.position for link in text.links if link.cites is not None or link.outside]
    sources = sorted([*leads, *named])
    before = 0
    for start, end in sentences(text.even):
        if start and text.even[start - 1] == "\n":
            before = start
        if CLAIM.search(text.even, start, end):
            paragraph_end = text.even.find("\n", start)
            last = paragraph_end if paragraph_end >= 0 else len(text.even)
            if not any(before <= place < last for place in sources):
                yield start, end
        before = start


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Begin and end of each sentence; a line end ends one too."""
    position = 0
    for end in SENTENCE_END.finditer(text):
        if text[position : end.start() + 1].strip():
            yield position, len(text[: end.end()].rstrip())
        position = end.end()
    if text[position:].strip():
        yield position, len(text)
