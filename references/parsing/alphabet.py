"""Classes of signs for the patterns of this package: `re` knows no capitals beyond ASCII."""

import re
import unicodedata

from references.names import one_line

LATIN = [chr(number) for number in (*range(0x41, 0x250), *range(0x1E00, 0x1F00))]
UPPER = "".join(sign for sign in LATIN if sign.isupper())
LOWER = "".join(sign for sign in LATIN if sign.islower())
LETTER = UPPER + LOWER
DASH = "\\-\u2010-\u2015\u2212"
APOSTROPHE = "'\u2018\u2019\u02bc`\u00b4"
OPENING = "\"'\u201c\u201e\u201d\u2018\u00ab"
CLOSING = "\"'\u201d\u201c\u2019\u00bb"

# Stands where something was taken out of a line. It is in no text: `clean` lets none through.
GAP = "\ue000"
MARKUP = re.compile(r"</?(?:i|b|u|em|strong|sup|sub|span|p|li)\s?/?>|(?<!\w)[*_]+|[*_]+(?!\w)")


def clean(raw: str) -> str:
    """One line of composed signs, without the signs that only say how it looked."""
    return one_line(MARKUP.sub("", unicodedata.normalize("NFC", raw.replace(GAP, ""))))
