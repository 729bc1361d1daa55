"""Dates as they are written in files, brought to CSL's form."""

import re
from typing import Any

from references.parsing import dates as typed_dates

# A longer text is no date.
LONGEST = 60
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAY = r"(\d{4})(?:[-/](\d{1,2})(?!\d))?(?:[-/](\d{1,2})(?!\d))?"
NUMERIC = re.compile(rf"{DAY}(?:/{DAY})?")


def read(text: str) -> dict[str, Any]:
    """Read a date; {} if it is none.

    Examples: "2020-05-16", "1998-05/1998-06", "2020/05/16/", "1998 May-Jun".
    """
    text = text.strip()[:LONGEST]
    numeric = NUMERIC.match(text)
    if numeric and (numeric[2] or not text[numeric.end() :].strip("/")):
        start, end = numeric.groups()[:3], numeric.groups()[3:]
        halves = [[int(number) for number in half if number] for half in (start, end)]
        return {"date-parts": [half for half in halves if half]}
    in_words = typed_dates.find(text)
    return typed_dates.read(in_words[0]) if in_words else {}
