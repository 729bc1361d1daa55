"""Patterns of LIKE by which a typed word is found in `Patient.search_text`.

There `_` is any sign and `%` any text.
"""

from string import ascii_lowercase, digits

from booking.text.folding import one_error_from

# Words of these lengths are found with a typing error too, the longer ones also inside a word.
_SHORTEST_WITH_ERROR, _FOUND_INSIDE, _LONGEST_WITH_ERROR = 3, 6, 40
# A phone number of so many digits is whole, so that one of them may be wrong.
_WHOLE_NUMBER = 8
# The shortest part of a word that may stand alone where a space was left out.
_SHORTEST_PART = 3
# The index finds many patients by fewer signs than these side by side.
_FEW_SIGNS = 4
# Signs of a short word, for any of which one may be wrong: letters that are left when it is folded.
_SIGNS = f"{ascii_lowercase}{digits}þəŋ"


def pattern_of(word: str) -> str:
    """The pattern of any text with the word in it, sign by sign."""
    literal = _escaped(word).replace("_", "\\_")
    return f"%{literal}%"


def patterns_with_error(word: str) -> list[str]:
    """Patterns of texts in which the word stands with one typing error; none for a short one.

    Example: "jof" gives "% of %", "% jf %", ..., "% j_f %", ..., "% ojf %", "% jfo %".
    """
    fewest = _WHOLE_NUMBER if word.isdecimal() else _SHORTEST_WITH_ERROR
    if not fewest <= len(word) <= _LONGEST_WITH_ERROR:
        return []
    # A short word is compared with whole words: it would be found inside too many.
    end = "" if len(word) >= _FOUND_INSIDE else " "
    likely = [f"{end}{_escaped(one)}{end}" for one in one_error_from(word)]
    return [f"%{one}%" for one in (*likely, *_with_a_space(word))]


def spelt_out(pattern: str) -> list[str]:
    """Patterns with each sign for any sign, if the index finds too many by the pattern as it is.

    That is so of a short word. Example: "% j_f %" gives "% jaf %", "% jbf %", ...; "%j_nsens%"
    stays one. So do words in other alphabets, which are rare.
    """
    longest = max(map(len, pattern.strip("%").split("_")))
    is_a_whole_word = pattern.startswith("% ") and pattern.isascii()
    if pattern.count("_") != 1 or longest >= _FEW_SIGNS or not is_a_whole_word:
        return [pattern]
    return [pattern.replace("_", sign) for sign in _SIGNS]


def _with_a_space(word: str) -> list[str]:
    """Patterns of texts with a whole word and the start of one that were typed as one."""
    parts = [
        (_escaped(word[:at]), _escaped(word[at:]))
        for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
    ]
    orders = (" {0}% {1} ", " {1} {0}", " {1} % {0}")
    return [order.format(*pair) for pair in parts for order in orders]


def _escaped(pattern: str) -> str:
    # The mark of any sign stays; whoever types one means that sign or another: both are found.
    return pattern.replace("\\", "\\\\").replace("%", "\\%")
