"""Guesses of the places where a title lost the space between two small letters: "woundhealing".

They are offered to the editor and never filled in. A correct word must not be cut, so most doubtful
cases are left alone: prefixes and endings of medical words, short halves, other languages than
English.
"""

import re
from collections.abc import Iterator
from functools import cache

from spellchecker import SpellChecker

from references.parsing.alphabet import LETTER

WORD = re.compile(rf"[{LETTER}]+")
# Small words that a copy glues to their neighbours, and the least length of that neighbour.
BEFORE = {
    "the": 4, "and": 4, "for": 5, "with": 5, "from": 4, "after": 6, "during": 4, "between": 4,
    "among": 5, "their": 4, "versus": 4, "than": 4, "that": 4, "these": 4, "which": 4, "using": 4,
    "into": 5, "of": 5, "current": 4, "early": 5, "chronic": 4, "acute": 4,
}  # fmt: skip
AFTER = {
    "of": 4, "and": 4, "for": 4, "with": 4, "from": 4, "after": 4, "during": 4, "between": 4,
    "among": 4, "the": 3, "to": 5, "by": 5, "on": 6, "versus": 4, "than": 4, "that": 4, "using": 4,
    "pain": 4, "knee": 4, "disc": 5, "risk": 4,
}  # fmt: skip
# Halves of correct words that are also words by themselves.
FIRST_HALVES_TEXT = """
aero after angio anti audio auto back breast broad cardio centi cerebro chemo child chiro contra
cortico counter cranio cross crypto cyber cyto derma electro endo extra fibro foot fore gastro
glyco hand head health heart hetero home homeo house hydro hyper hypo immuno infra inter intra
iso kilo kinesi kinesio lipo macro magneto mechano mega meta metro micro milli mono motor multi
muscle musculo myo nano neuro neo night non nor ortho osteo other over para patho patient peri
pharma pharmaco photo physio pneumo poly post pre proto pseudo psycho quadri radio retro school
semi shock socio space spino sub summer super supra sympatho techno tele thermo thromb time
trans treat ultra under uni vaso vector vibro video water weight whole work world
"""
FIRST_HALVES = frozenset(FIRST_HALVES_TEXT.split())
SECOND_HALVES_TEXT = """
able ability actin aged aries athlete athletes based bearing bility board body carbon care cycle
cycline dimensional extension flexion flexors fold free frequency genesis graph graphic graphy
grams hood ization less lessness lift like load loading logic logical logy mania ment ments
metric metrics mid modulation nation ness oxide pathic pathy phobia phone phones plasty proof
protein related rhythm room scope scopic scopy section sectional ship side sized specific style
ties therapies therapist therapists therapy time tion tional tions tonic tropic type vascular
ville wards ware water wave ways wear width wise woman women work worker workers
"""
SECOND_HALVES = frozenset(SECOND_HALVES_TEXT.split())
# Words of other languages, in which Dutch and German write compounds as one word.
FOREIGN = re.compile(
    r"\b(?:de|het|een|van|bij|voor|met|naar|niet|wat|und|der|die|das|des|les|et|la|le|el|los|para)\b"
)
# Numbers of occurrences in the word list, which counts 1.6 thousand million words.
KNOWN, COMMON, VERY_COMMON = 60, 1500, 20_000


def respaced(text: str) -> str:
    """Put the spaces back that a text seems to miss; unchanged if it seems to miss none."""
    if FOREIGN.search(text.lower()):
        return text
    return WORD.sub(lambda word: split(word[0]), text)


def split(word: str) -> str:
    """Split a word in two if it is unknown and its halves are well known."""
    small = word.lower()
    if len(small) < 7 or word.isupper() or frequencies().get(small):
        return word
    pairs = halves(small)
    if word[0].isupper():
        # A word with a capital is a name, unless one half is a small word: "Journalof".
        pairs = (pair for pair in pairs if pair[0] in BEFORE or pair[1] in AFTER)
    best = max(pairs, key=likelihood, default=None)
    return f"{word[: len(best[0])]} {word[len(best[0]) :]}" if best else word


def halves(word: str) -> Iterator[tuple[str, str]]:
    """Yield the likely ways to split a word."""
    for position in range(2, len(word) - 1):
        first, second = word[:position], word[position:]
        if is_likely(first, second):
            yield first, second


def is_likely(first: str, second: str) -> bool:
    """Tell whether two halves are likely to have been two words."""
    if first in BEFORE:
        return len(second) >= BEFORE[first] and is_known(second) and second not in SECOND_HALVES
    if second in AFTER:
        return len(first) >= AFTER[second] and is_known(first) and first not in FIRST_HALVES
    if second == "in":
        return len(first) > 6 and first.endswith("s") and is_known(first)
    if first in FIRST_HALVES or second in SECOND_HALVES:
        return False
    shorter, longer = sorted((first, second), key=len)
    if len(shorter) == 4 and len(longer) > 6:
        return frequencies().get(shorter, 0) >= VERY_COMMON and is_known(longer)
    return len(shorter) > 4 and is_known(first) and is_known(second)


def is_known(word: str) -> bool:
    """Tell whether a word is known. A short one must be common, since lists hold many of them."""
    return frequencies().get(word, 0) >= (KNOWN if len(word) > 5 else COMMON)


def likelihood(pair: tuple[str, str]) -> int:
    """The weight of a pair: the product of the frequencies of its halves."""
    return frequencies().get(pair[0], 1) * frequencies().get(pair[1], 1)


@cache
def frequencies() -> dict[str, int]:
    """The frequencies of English words.

    They are loaded at first use, which takes a tenth of a second and some twenty megabytes.
    """
    counts = SpellChecker(language="en").word_frequency.dictionary
    return dict(counts)
