"""Words folded to the letters that two spellings of a name share, and one typing error apart."""

import re
import unicodedata

# Signs in a name that people leave out: the apostrophe and what stands for it.
APOSTROPHES = "'’‘`´ʼ′"
# Letters that Unicode does not take apart, and the plain ones that people type for them.
ALONE, PLAIN = "øłđıħŧðßæœ", "oldihtdsao"
# Patterns that PostgreSQL and Python both read: accents, and all signs between words.
ACCENTS = r"[\u0300-\u036f]"
SEPARATORS = r"[\u0009-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u2000-\u206f]+"

_PLAIN = str.maketrans(ALONE, PLAIN)
_WITHOUT_APOSTROPHES = str.maketrans("", "", APOSTROPHES)


def folded(text: str) -> str:
    """Small letters without accents and apostrophes. Example: "D'Hondt, José" is "dhondt, jose".

    PostgreSQL does the same in booking/models/patient_search.py.
    """
    apart = unicodedata.normalize("NFKD", text.translate(_WITHOUT_APOSTROPHES)).lower()
    return re.sub(ACCENTS, "", apart).translate(_PLAIN)


def folded_words(text: str) -> list[str]:
    """The folded words of a text. Example: "Jan-Peter De Wit" is jan, peter, de, wit."""
    return re.sub(SEPARATORS, " ", folded(text)).split()


def one_error_from(word: str) -> list[str]:
    """Patterns of all words that one typing error can have made this one of; `_` is any letter.

    The error is a letter too many, one too few, a wrong one, or two that are swapped. Example:
    "piet" gives "iet", "pit", ..., "_piet", "p_iet", ..., "_iet", ..., "ipet", ...
    """
    places = range(len(word))
    too_many = [word[:at] + word[at + 1 :] for at in places]
    too_few = [f"{word[:at]}_{word[at:]}" for at in range(len(word) + 1)]
    wrong = [f"{word[:at]}_{word[at + 1 :]}" for at in places]
    swapped = [word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in places[:-1]]
    return list(dict.fromkeys([*too_many, *too_few, *wrong, *swapped]))


def at_most_one_error(one: str, other: str) -> bool:
    """Tell whether two words are the same but for one typing error, as in one_error_from()."""
    if one == other:
        return True
    if abs(len(one) - len(other)) > 1:
        return False
    start = next(
        (at for at, pair in enumerate(zip(one, other, strict=False)) if len(set(pair)) > 1), None
    )
    if start is None:
        return True
    rest, of_other = one[start:], other[start:]
    return (
        rest[1:] == of_other[1:]
        or rest[1:] == of_other
        or rest == of_other[1:]
        or (rest[:2] == of_other[1::-1] and rest[2:] == of_other[2:])
    )


def similar_names(one: str, other: str, *, errors: bool = True) -> bool:
    """Tell whether two names may be of one person: in another order or spelling.

    With `errors` one typing error is allowed too. Example: "Van den Berghe Tom" and "tom
    vandenberghe" are similar, "Tom" and "Tim" only with an error.
    """
    words, tight = folded_words(one), "".join(folded_words(other))
    orders = ("".join(words[at:] + words[:at]) for at in range(len(words)))
    return any(order == tight or (errors and at_most_one_error(order, tight)) for order in orders)
