"""Names before a year, and the works of the list that they can mean.

Names are recognised by the list itself: a family name ends where the year begins, and the longest
one that fits counts. "Een studie van Naam et al." means Naam, but also Van Naam if the list has
one.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from blog.linking.works import Work
from references.formatting.terms import DUTCH
from references.works.csl import fold

# No name is longer than this, so characters further back are ignored.
REACH = 160
TOKEN = re.compile(
    r"(?P<initials>(?:[^\W\d_]\.-?){1,5})(?!\w)|(?P<word>[^\W_]+(?:'[^\W_]+)*+)|"
    r"(?P<joint>[,&])|(?P<other>(?<!\w)-|-(?!\w)|[^\s\w,&-]|_)"
)
JOINTS = frozenset({"en", "and", "et", "und"})
PARTICLES = frozenset(
    [
        "van",
        "de",
        "den",
        "der",
        "ter",
        "ten",
        "te",
        "het",
        "'t",
        "vande",
        "vanden",
        "vander",
        "von",
        "di",
        "da",
        "del",
        "della",
        "du",
        "le",
        "la",
        "los",
        "el",
        "al",
        "bin",
        "ben",
        "dos",
        "af",
        "zu",
        "zur",
    ]
)
TITLES = frozenset({"dr", "prof", "professor", "dokter", "drs", "ir", "mevrouw", "meneer"})
MONTHS = frozenset(DUTCH.months)
SENTENCE_ENDS = ".!?:;(\n"


@dataclass(frozen=True, slots=True)
class Token:
    """A word, initials or punctuation, with its place in the text."""

    kind: str
    text: str
    start: int
    end: int
    # True when a hyphen ties it to the token before.
    tied: bool = False

    @property
    def folded(self) -> str:
        return fold(self.text)

    @property
    def is_joint(self) -> bool:
        return self.kind == "joint" or (self.kind == "word" and self.folded in JOINTS)

    @property
    def is_capital(self) -> bool:
        return self.kind == "word" and self.text != self.text.lower()

    @property
    def is_initials(self) -> bool:
        """Tell whether a word is initials, such as "P.A." or "PA"."""
        return self.kind == "initials" or (self.text.isupper() and len(self.text) <= 3)


@dataclass(frozen=True, slots=True)
class Named:
    """Works of the list that a name can mean, whatever their year.

    `start` is where the family name begins, `lead` where the initials or given name before it
    begin. `authors` is the number of authors that are named.
    """

    start: int
    lead: int
    works: tuple[Work, ...] = ()
    authors: int = 1


def tokens_before(text: str, end: int, floor: int) -> list[Token]:
    """Tokens before `end`, back to `floor` or REACH; none unless a letter or digit comes last."""
    low = max(floor, end - REACH)
    if not text[low:end].rstrip()[-1:].isalnum():
        return []
    found: list[Token] = []
    for match in TOKEN.finditer(text, low, end):
        kind = match.lastgroup or ""
        tied = bool(found) and text[found[-1].end : match.start()] == "-"
        found.append(Token(kind, match[0], match.start(), match.end(), tied))
    return found[1:] if low > floor else found


def named(text: str, end: int, floor: int, works: Iterable[Work]) -> Named | None:
    """Find the works whose authors are named right before `end`; None when there are none."""
    tokens = tokens_before(text, end, floor)
    last = tokens[-1].folded if tokens else ""
    found = [
        (begin, count, work)
        for work in works
        if last in work.endings
        for count in range(1, len(work.families) + 1)
        if (begin := begin_of(tokens, work.families[:count])) is not None
        and may_begin(text, tokens, begin, work)
    ]
    if not found:
        return None
    longest = min(begin for begin, _count, _work in found)
    meant = [one for one in found if one[0] == longest or is_particle(tokens[one[0] - 1])]
    return Named(
        start=tokens[longest].start,
        lead=tokens[lead_of(tokens, longest, [work for _begin, _count, work in meant])].start,
        works=tuple(dict.fromkeys(work for _begin, _count, work in meant)),
        authors=max(count for _begin, count, _work in meant),
    )


def begin_of(tokens: Sequence[Token], families: Sequence[Sequence[str]]) -> int | None:
    """Find the index in `tokens` from which on they spell these family names, to the last token."""
    place = len(tokens)
    for position, family in enumerate(reversed(families)):
        joints = place
        while position and place and tokens[place - 1].is_joint:
            place -= 1
        if position and place == joints:
            return None
        place -= len(family)
        if place < 0 or not family or not same(tokens[place : place + len(family)], family):
            return None
    return place


def same(tokens: Sequence[Token], family: Sequence[str]) -> bool:
    return all(
        token.kind == "word" and token.folded == word
        for token, word in zip(tokens, family, strict=True)
    )


def may_begin(text: str, tokens: Sequence[Token], begin: int, work: Work) -> bool:
    """Tell whether a name begins here, rather than end a longer name or a row of authors."""
    if tokens[begin].tied:
        return False
    particles = list(takewhile(lambda token: token.folded in PARTICLES, reversed(tokens[:begin])))
    if any(token.is_capital for token in particles):
        return False
    place = begin - len(particles)
    if place and tokens[place - 1].is_joint:
        return not ends_a_name(tokens[: place - 1])
    if particles or not place:
        return True
    before = tokens[place - 1]
    if before.is_initials:
        first = tokens[initials_of(tokens, begin)].text[:1]
        return work.first_initial in {"", fold(first)}
    if not before.is_capital or before.folded in TITLES:
        return True
    return fold(before.text[:1]) == work.first_initial or begins_sentence(text, before.start)


def ends_a_name(tokens: Sequence[Token]) -> bool:
    """Tell whether these tokens end in a name."""
    others = [token for token in tokens if not token.is_joint]
    return bool(others) and (others[-1].is_capital or others[-1].kind == "initials")


def begins_sentence(text: str, start: int) -> bool:
    """Tell whether a sentence begins at this position."""
    before = text[max(0, start - 10) : start].rstrip(" \"'“‘”-")
    return not before or before[-1] in SENTENCE_ENDS


def is_particle(token: Token) -> bool:
    return token.kind == "word" and token.text in PARTICLES


def lead_of(tokens: Sequence[Token], begin: int, works: Iterable[Work]) -> int:
    """Find where the initials or the given name before the family name begin."""
    initials = {work.first_initial for work in works} - {""}
    place = initials_of(tokens, begin)
    if place == begin and place and tokens[place - 1].is_capital:
        place -= fold(tokens[place - 1].text[:1]) in initials
    return place


def initials_of(tokens: Sequence[Token], begin: int) -> int:
    """Find the index of the first of the initials before `begin`; `begin` if there are none."""
    place = begin
    while place and tokens[place - 1].is_initials:
        place -= 1
    return place


def looks_like_a_name(text: str, end: int, floor: int) -> int | None:
    """Find the start of a name that no work has; None when no name stands there."""
    tokens = tokens_before(text, end, floor)
    if not tokens or not tokens[-1].is_capital or tokens[-1].folded in MONTHS:
        return None
    place = len(tokens) - 1
    while place and (tokens[place - 1].is_capital or is_particle(tokens[place - 1])):
        place -= 1
    while is_particle(tokens[place]) or (
        begins_sentence(text, tokens[place].start) and place < len(tokens) - 1
    ):
        place += 1
    return tokens[place].start
