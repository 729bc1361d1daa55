"""The rule that tells whether a registry's record is about our work. Pure functions.

The commonest invented source is a DOI that exists, under a title and an author that do not belong
to it. So a work is verified only if its identifiers lead to a work with its title, first author and
year; other fields may differ.
"""

import re
from difflib import SequenceMatcher

from references.choices import Verification
from references.works import csl as csl_json
from references.works import names
from references.works.csl import Csl

IDENTIFIERS = ("DOI", "PMID")
SIMILAR = 0.9
# A shorter title before a colon is a word such as "Editorial", which many works share.
SHORTEST_TITLE = 10
SUBTITLE = re.compile(r"[:?!.]\s|\s[-–—]\s")
# "Part 2" and "Part II" tell the works of one series apart.
NUMERAL = re.compile(r"\d+|\b[ivx]+\b", re.IGNORECASE)
PARTICLES = re.compile(r"^(?:(?:van|von|de|der|den|del|della|di|da|du|la|le|ten|ter|el|al)\s+)+")
# Letters that are not made by an accent, so that folding does not change them.
LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe"})


def verdict(csl: Csl, registry: Csl, verification: str) -> str:
    """Derive the verification of a work after a change, from its verification before.

    Gives a value of Verification. A verified work that is edited may lose that state.
    """
    if not any(csl.get(variable) for variable in IDENTIFIERS):
        return Verification.NOT_CHECKABLE.value
    if registry:
        doubtful = contradictions(csl, registry)
        return (Verification.DIFFERS if doubtful else Verification.VERIFIED).value
    return verification if verification == Verification.NOT_FOUND else Verification.NEVER.value


def contradictions(csl: Csl, registry: Csl) -> set[str]:
    """The CSL variables in which the registry seems to describe another work.

    Takes a normalised work and a `Record.csl`. The value "" of an identifier in the record means
    that the registry was asked about it and does not know it.
    """
    found = set()
    if not same_title(csl.get("title", ""), registry.get("title", "")):
        found.add("title")
    if first_surname(csl_json.makers(csl)) != first_surname(csl_json.makers(registry)):
        found.add("author")
    if not near(csl_json.year(csl), years(registry)):
        found.add("issued")
    for variable in IDENTIFIERS:
        ours, theirs = csl.get(variable, ""), registry.get(variable, "")
        if ours and variable in registry and ours.lower() != theirs.lower():
            found.add(variable)
    return found


def same_title(ours: str, theirs: str) -> bool:
    """Tell whether two titles are of one work, give or take a subtitle and some letters."""
    if not blind(ours) or not blind(theirs):
        return False
    if blind(ours) == blind(theirs) or one_lacks_subtitle(ours, theirs):
        return True
    if NUMERAL.findall(ours.lower()) != NUMERAL.findall(theirs.lower()):
        return False
    matcher = SequenceMatcher(None, blind(ours), blind(theirs), autojunk=False)
    return matcher.quick_ratio() >= SIMILAR and matcher.ratio() >= SIMILAR


def one_lacks_subtitle(ours: str, theirs: str) -> bool:
    """Tell whether the shorter title is the longer one without its subtitle."""
    shorter, longer = sorted((ours, theirs), key=len)
    mains = {blind(longer[: start.start()]) for start in SUBTITLE.finditer(longer)}
    return len(blind(shorter)) >= SHORTEST_TITLE and blind(shorter) in mains


def first_surname(people: list[names.Name]) -> str:
    """The surname of the first person, for comparison; "" if there is none."""
    return surname(people[0]) if people else ""


def surname(name: names.Name) -> str:
    """A family name without particles, for comparison.

    Registries file particles under the given name, so "van Dillen" and "Dillen" are equal.
    """
    return blind(PARTICLES.sub("", names.family(name).lower()))


def years(registry: Csl) -> list[int]:
    """The years of the issue and of the publication online, as far as the registry has them."""
    dates = (registry.get("issued", {}), registry.get("available-date", {}))
    return [year for date in dates if (year := csl_json.year({"issued": date}))]


def near(ours: int | None, theirs: list[int]) -> bool:
    """Tell whether our year is at most one away from one of theirs.

    A publication online is often a year earlier than the issue.
    """
    return bool(ours) and any(abs((ours or 0) - year) <= 1 for year in theirs)


def blind(text: str) -> str:
    """Reduce a text for comparison: no spaces, signs, case, accents or letters like "ø"."""
    return csl_json.squeezed(text).translate(LETTERS)
