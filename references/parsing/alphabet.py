"""Classes of characters for the patterns of this package.

`re` has no class for capitals beyond ASCII.
"""

import html
import re
import unicodedata

from references.works.names import one_line

LATIN = [chr(number) for number in (*range(0x41, 0x250), *range(0x1E00, 0x1F00))]
UPPER = "".join(sign for sign in LATIN if sign.isupper())
LOWER = "".join(sign for sign in LATIN if sign.islower())
LETTER = UPPER + LOWER
DASH = "\\-\u2010-\u2015\u2212"
APOSTROPHE = "'\u2018\u2019\u02bc`\u00b4"
OPENING = "\"'\u201c\u201e\u201d\u2018\u00ab"

# Marks the place from which something was taken out of a line. `clean` drops it from any input.
GAP = "\ue000"
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z]{2,8}\d{0,2});")
MARKUP = re.compile(r"</?(?:i|b|u|em|strong|sup|sub|span|p|li)\s?/?>|(?<!\w)[*_]+|[*_]+(?![\w(])")


def clean(raw: str) -> str:
    """Put a text on one line of composed characters, without markup and entities."""
    text = ENTITY.sub(lambda entity: html.unescape(entity[0]), raw).replace(GAP, "")
    return one_line(MARKUP.sub("", unicodedata.normalize("NFC", text)))
