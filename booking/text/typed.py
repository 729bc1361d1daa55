"""Typed text as people mean it: composed letters, plain spaces and no signs that nobody sees.

What is copied from a mail, a web page or a PDF brings such signs along. Two names or addresses that
look the same would then be two patients.
"""

import re
import unicodedata

# Control signs but tab and line breaks, and all that Unicode calls a format sign and nobody sees:
# the soft hyphen, zero-width spaces, marks of direction, the byte order mark, tags. Arabic signs
# of category Cf that are drawn stay.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    "\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# Persian and the scripts of India write words with a joiner or its opposite, and pictures are
# joined too. Between other letters nobody sees it.
_JOINER = re.compile("(?<![\u0590-\u1cff\u2600-\u2bff\ufe0f\U0001f000-\U0001faff])[\u200c\u200d]+")
_STRAY_JOINER = re.compile("[\u200c\u200d]+(?![\u0590-\u1cff\u2600-\u2bff\U0001f000-\U0001faff])")
_LINE_BREAK = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# No field of ours takes more, and putting a long row of accents in order takes quadratic time.
_LONGEST = 20_000


def tidy_text(text: str) -> str:
    """Compose the letters of a text of some lines, and drop what nobody sees and spaces around it.

    Spaces inside a line stay as they are: French puts one that does not break before a colon.
    """
    shown = _INVISIBLE.sub("", _LINE_BREAK.sub("\n", text))
    shown = _STRAY_JOINER.sub("", _JOINER.sub("", shown))
    return (unicodedata.normalize("NFC", shown) if len(shown) <= _LONGEST else shown).strip()


def tidy_line(text: str) -> str:
    """Reduce a text to one line with single plain spaces, tidied as tidy_text() does.

    Example: "Jose\u0301\u00a0 De\u00adWit\u200b" becomes "José DeWit".
    """
    return " ".join(tidy_text(text).split())


def tidy_address(text: str) -> str:
    """Drop what nobody sees from an e-mail address, and write wide letters and signs as plain ones.

    A space inside stays: to drop it could make the address of somebody else.
    Example: "\ufeffmia\u200b＠praktijk.be\u00a0" becomes "mia@praktijk.be".
    """
    line = re.sub("[\u200c\u200d\ufe00-\ufe0f]", "", tidy_line(text))
    return unicodedata.normalize("NFKC", line) if len(line) <= _LONGEST else line
