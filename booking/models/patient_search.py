"""Finding a patient by whatever part of the name, phone number or e-mail address somebody types.

The column `search_text` of a patient has it all, folded; PostgreSQL makes it, so that it goes along
when the details change or are erased. A trigram index keeps the search as fast with many patients.
"""

import re
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any

import phonenumbers
from django.db.models import (
    Case,
    CharField,
    F,
    Func,
    IntegerField,
    Lookup,
    Q,
    TextField,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat, Lower

from booking.text.folding import (
    ACCENTS,
    ALONE,
    APOSTROPHES,
    PLAIN,
    SEPARATORS,
    folded_words,
    one_error_from,
)
from booking.text.typed import tidy_line

# Nobody types more to find somebody.
_LONGEST, _MOST = 100, 6
# The index finds what has so many letters or digits.
_SHORTEST = 3
# Words of these lengths are found with a typing error too, the longer ones also inside a word.
_SHORTEST_WITH_ERROR, _FOUND_INSIDE, _LONGEST_WITH_ERROR = 3, 6, 40
# A phone number of so many digits is whole, so that one of them may be wrong.
_WHOLE_NUMBER = 8
_NUMBER = re.compile(r"[+(]*\d[\d./()\u2010-\u2015-]*|[./()-]")


def _sql(function: str, *expressions: Any, **extra: Any) -> Func:
    return Func(*expressions, function=function, output_field=TextField(), **extra)


def _without(text: Any, pattern: str, instead: str = "") -> Func:
    return _sql("regexp_replace", text, Value(pattern), Value(instead), Value("g"))


def _folded(text: Any) -> Func:
    """Fold in PostgreSQL as folded() does in Python; all these functions are immutable."""
    bare = _sql("translate", text, Value(APOSTROPHES), Value(""))
    apart = _sql("normalize", bare, template="%(function)s(%(expressions)s, NFKD)")
    return _sql("translate", _without(Lower(apart), ACCENTS), Value(ALONE), Value(PLAIN))


_NAMES = _folded(Concat(F("name"), Value(" "), F("contact_name"), output_field=CharField()))
# All that a patient is found by: words, names without a space, mailbox and digits.
# Example: " mia de wit  miadewit mia@patient.example 32470123456 ".
SEARCH_TEXT = Concat(
    Value(" "),
    _without(_NAMES, SEPARATORS, " "),
    Value("  "),
    _without(_NAMES, SEPARATORS),
    Value(" "),
    Lower("email"),
    Value(" "),
    _without(F("phone"), r"\D"),
    Value(" "),
    output_field=TextField(),
)


class Like(Lookup):
    """The LIKE of PostgreSQL, in which `_` is any letter and `%` any text."""

    lookup_name = "like"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        return f"{left} LIKE {right}", (*left_params, *right_params)


TextField.register_lookup(Like)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A search for a patient, read: folded words, and digits of phone numbers.

    A mailbox is one word. It is false if there is too little to look for.
    """

    words: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()

    @classmethod
    def typed(cls, text: str) -> "Wanted":
        """Read what somebody typed.

        Example: "0470 11.22 Peeters, Anna" has the words peeters and anna and the number 4701122.
        """
        words: list[str] = []
        groups: list[str] = [""]
        for part in tidy_line(text[:_LONGEST]).split():
            if _NUMBER.fullmatch(part):
                groups[-1] += part
                continue
            groups.append("")
            words += [part.lower()] if "@" in part else folded_words(part)
        numbers = [number for group in groups if len(number := _digits(group)) >= _SHORTEST]
        if not numbers and not any(_is_a_name(word) for word in words):
            return cls()
        return cls(tuple(words[:_MOST]), tuple(numbers[:_MOST]))

    def __bool__(self) -> bool:
        return bool(self.words or self.numbers)

    def condition(self, *, with_errors: bool) -> Q:
        """Patients with all the words and numbers, each with one typing error at most, or none."""
        words = (*self.numbers, *self.words)
        exact = [self._as_typed(word) for word in words]
        if not with_errors:
            return reduce(and_, exact)
        return reduce(and_, (q | _with_error(word) for q, word in zip(exact, words, strict=True)))

    @property
    def distance(self) -> Combinable:
        """The number by which the best match comes first: 0 for whole words as they were typed."""
        return sum(map(_distance, (*self.words, *self.numbers)), start=Value(0))

    def _as_typed(self, word: str) -> Q:
        longer = self.numbers or any(len(one) >= _SHORTEST for one in self.words)
        # The index knows a short word by its start only.
        start = "" if len(word) >= _SHORTEST or longer else " "
        return Q(search_text__contains=f"{start}{word}")


def _is_a_name(word: str) -> bool:
    # A Chinese name may be one letter.
    return len(word) > 1 or (word.isalpha() and not word.isascii())


def _with_error(word: str) -> Q:
    fewest = _WHOLE_NUMBER if word.isdecimal() else _SHORTEST_WITH_ERROR
    if not fewest <= len(word) <= _LONGEST_WITH_ERROR:
        return Q()
    # A short word is compared with whole words: it would be found inside too many.
    end = "" if len(word) >= _FOUND_INSIDE else " "
    likely = [
        Q(search_text__like=f"%{end}{_escaped(pattern)}{end}%") for pattern in one_error_from(word)
    ]
    # The error may be a space that was left out.
    glued = [
        Q(search_text__contains=f" {word[:at]}") & Q(search_text__contains=f" {word[at:]} ")
        for at in range(_SHORTEST, len(word) - _SHORTEST + 1)
    ]
    return reduce(or_, [*likely, *glued])


def _escaped(pattern: str) -> str:
    # The mark of any letter stays; whoever types one means that sign or another: both are found.
    return pattern.replace("\\", "\\\\").replace("%", "\\%")


def _distance(word: str) -> Case:
    return Case(
        When(search_text__contains=f" {word} ", then=0),
        When(search_text__contains=f" {word}", then=1),
        # The end of a number is all of it, in the spelling of its country.
        When(search_text__contains=f"{word} ", then=1 if word.isdecimal() else 2),
        When(search_text__contains=word, then=2),
        default=4,
        output_field=IntegerField(),
    )


def _digits(typed: str) -> str:
    """Digits of a number as far as they stand in every spelling of it.

    Example: 4701122 for "0470 11.22", 32470112233 for "+32 (0)470 11 22 33".
    """
    digits = re.sub(r"\D", "", typed.replace("(0)", ""))
    if typed.lstrip("(").startswith("+") or digits.startswith("00"):
        try:
            number = phonenumbers.parse(f"+{digits.lstrip('0')}")
        except phonenumbers.NumberParseException:
            return digits.lstrip("0")
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)[1:]
    return digits.lstrip("0")
