"""Finding a patient by whatever part of the name, phone number or e-mail address somebody types.

The column `search_text` of a patient has it all, folded; PostgreSQL makes it, so that it goes along
when the details change or are erased. A trigram index keeps the search as fast with many patients.
"""

import re
from dataclasses import dataclass
from functools import reduce
from itertools import chain
from operator import and_
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
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.expressions import Combinable, RawSQL
from django.db.models.functions import Concat, Lower

from booking.models.patient_patterns import pattern_of, patterns_with_error, spelt_out
from booking.text.folding import (
    ACCENTS,
    ALONE,
    APOSTROPHES,
    PLAIN,
    SEPARATORS,
    folded_words,
)
from booking.text.typed import tidy_line

# Nobody types more to find somebody.
_LONGEST, _MOST = 100, 6
# The index finds what has so many letters or digits.
_SHORTEST = 3
# Of more patients who fit, so many are compared: nobody looks through as many.
MOST_COMPARED = 200
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
    """The LIKE of PostgreSQL, whose planner does not see the pattern.

    It would guess from samples of the names how many have it, and often read the whole table.
    """

    lookup_name = "like"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        return f"{left} LIKE (SELECT {right})", (*left_params, *right_params)


TextField.register_lookup(Like)
# Each pattern of one word is looked up by itself; OFFSET keeps PostgreSQL from beginning with the
# other words, which are compared with the few texts that were found.
_NEAR = """
    SELECT near.id FROM unnest(%s::text[]) AS pattern CROSS JOIN LATERAL
    (SELECT id, search_text FROM booking_patient WHERE search_text LIKE pattern OFFSET 0) AS near
    WHERE true
"""
_AND_ALSO = " AND near.search_text LIKE ANY(%s::text[])"


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

    def candidates(self, patients: QuerySet[Any]) -> QuerySet[Any]:
        """Ids of those of the patients who fit as it was typed: MOST_COMPARED at most.

        If there are more, those with all words and numbers whole come first, then those in whom
        each begins a word or ends a number.
        """
        words = (*self.numbers, *self.words)
        whole, at_edges, inside = (
            reduce(and_, map(fits, words)) for fits in (_is_whole, _is_at_an_edge, self._is_inside)
        )
        best, good, others = (
            patients.filter(fits).order_by().values("pk")
            for fits in (whole, at_edges & ~whole, inside & ~at_edges)
        )
        # PostgreSQL does not look for the next ones once it has enough.
        return best.union(good, others, all=True)[:MOST_COMPARED]

    def near_candidates(self) -> RawSQL:
        """Ids of MOST_COMPARED patients who fit with one typing error in each word at most.

        The index is asked for the longest word, of which it knows the fewest.
        """
        longest, *others = sorted((*self.numbers, *self.words), key=len, reverse=True)
        looked_up = [*chain.from_iterable(map(spelt_out, self._near(longest)))]
        compared = [self._near(word) for word in others]
        found = f"{_NEAR}{_AND_ALSO * len(others)} LIMIT {MOST_COMPARED}"
        # As an array they are known before the patients are read.
        sql = f"SELECT unnest(ARRAY({found}))"
        return RawSQL(sql, [looked_up, *compared])  # noqa: S611  what was typed is a parameter

    @property
    def distance(self) -> Combinable:
        """The number by which the best match comes first: 0 for whole words as they were typed."""
        return sum(map(_distance, (*self.words, *self.numbers)), start=Value(0))

    def _inside(self, word: str) -> str:
        """The word as the index finds it: of a short one it knows the start only."""
        longer = self.numbers or any(len(one) >= _SHORTEST for one in self.words)
        return word if len(word) >= _SHORTEST or longer else f" {word}"

    def _is_inside(self, word: str) -> Q:
        return _has(self._inside(word))

    def _near(self, word: str) -> list[str]:
        return [pattern_of(self._inside(word)), *patterns_with_error(word)]


def _is_a_name(word: str) -> bool:
    # A Chinese name may be one letter.
    return len(word) > 1 or (word.isalpha() and not word.isascii())


def _has(text: str) -> Q:
    return Q(search_text__like=pattern_of(text))


def _is_whole(word: str) -> Q:
    return _has(f" {word} ")


def _is_at_an_edge(word: str) -> Q:
    # The end of a number is all of it, in the spelling of its country.
    return _has(f" {word}") | _has(f"{word} ") if word.isdecimal() else _has(f" {word}")


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
