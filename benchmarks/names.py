"""Names of made-up patients, as often as people in Flanders have them."""

import random
from itertools import accumulate

from faker.providers.person.nl_BE import Provider

FIRST, LAST = list(Provider.first_names), list(Provider.last_names)
# Sums, of which random.choices() need not make new ones for each name.
OF_FIRST = list(accumulate(Provider.first_names.values()))
OF_LAST = list(accumulate(Provider.last_names.values()))
# One person in four has one of the family names that are counted; the others have rarer ones.
WITH_A_COMMON_NAME = 0.25
BEGINNINGS = ("", "", "", "", "", "", "", "Van ", "De ", "Van de ")
SYLLABLES = (
    *("aer", "bau", "bek", "ber", "brug", "cas", "cre", "dae", "del", "der", "dries", "ge"),
    *("gho", "goe", "haeg", "hel", "hou", "huy", "kem", "kuy", "lae", "lem", "ler", "lin"),
    *("man", "mee", "mey", "moe", "nes", "noo", "pau", "pee", "poel", "rae", "rob", "roo"),
    *("sae", "schel", "sme", "steen", "stra", "ters", "van", "ver", "wae", "wil", "wou", "zee"),
)


def name_of(dice: random.Random) -> str:
    """A first name and a family name. Example: "Lucas Van de Houbrug"."""
    [first] = dice.choices(FIRST, cum_weights=OF_FIRST)
    return f"{first} {_family_name(dice)}"


def _family_name(dice: random.Random) -> str:
    if dice.random() < WITH_A_COMMON_NAME:
        return dice.choices(LAST, cum_weights=OF_LAST)[0]
    tail = "".join(dice.choices(SYLLABLES, k=dice.choice((2, 2, 3)))).title()
    return dice.choice(BEGINNINGS) + tail
