"""Dates in source lists, in English and Dutch."""

import re
from typing import Any

MONTHS = {
    "january": 1, "januari": 1, "jan": 1,
    "february": 2, "februari": 2, "febr": 2, "feb": 2,
    "march": 3, "maart": 3, "mar": 3, "mrt": 3,
    "april": 4, "apr": 4,
    "may": 5, "mei": 5,
    "june": 6, "juni": 6, "jun": 6,
    "july": 7, "juli": 7, "jul": 7,
    "august": 8, "augustus": 8, "aug": 8,
    "september": 9, "sept": 9, "sep": 9,
    "october": 10, "oktober": 10, "oct": 10, "okt": 10,
    "november": 11, "nov": 11,
    "december": 12, "dec": 12,
}  # fmt: skip
SEASONS = "spring|summer|autumn|fall|winter|lente|zomer|herfst"
MONTH = "(?:" + "|".join(MONTHS) + r")(?![^\W\d_])\.?"
YEAR = r"(?<![\d\u2013-])(?:1[5-9]|20)\d\d(?!\d)"
DAY = r"(?:[12]\d|3[01]|0?[1-9])(?!\d)(?:st|nd|rd|th)?"
TO = r"\s?[-\u2010-\u2015/]\s?"

# The longest form comes first. A letter after the year tells works of one author and year apart.
DATE = re.compile(
    rf"(?P<y1>{YEAR})[a-h]?,?\s?(?P<d1>{DAY})\s(?P<m1>{MONTH})"
    rf"|(?P<y2>{YEAR})[a-h]?[,;]?\s?(?P<m2>{MONTH})(?!\s?{YEAR})(?:{TO}(?:(?P<y2b>\d{{4}})\s?)?(?P<m2b>{MONTH}))?"
    rf"(?:\s?(?P<d2>{DAY})(?:{TO}{DAY})?)?"
    rf"|(?P<y3>{YEAR})-(?P<m3>0[1-9]|1[0-2])(?:-(?P<d3>{DAY}))?(?!\d)"
    rf"|(?:(?<!\d)(?P<d4>{DAY})\s?)?(?<![^\W\d_])(?P<m4a>{MONTH})(?:{TO}(?P<m4>{MONTH}))?"
    rf"(?:\s?(?P<d4b>{DAY}),?)?,?\s?(?P<y4>{YEAR})"
    rf"|(?P<y5>{YEAR})[a-h]?(?:,?\s?(?:{SEASONS})(?![^\W\d_]))?(?![^\W\d_])"
    rf"|(?:{SEASONS}),?\s(?P<y6>{YEAR})",
    re.IGNORECASE,
)


def find(text: str) -> list[re.Match[str]]:
    """Find all dates in a text."""
    return list(DATE.finditer(text))


def read(found: re.Match[str]) -> dict[str, Any]:
    """Convert a match of DATE to CSL's form; the second of two months ends a range."""
    part = {name[0] + name[2:]: text for name, text in found.groupdict().items() if text}
    year = int(part["y"])
    months = [number_of(part[name]) for name in ("ma", "m", "mb") if name in part]
    day = part.get("d") or part.get("db")
    if len(months) == 2:
        return {"date-parts": [[year, months[0]], [int(part.get("yb", year)), months[1]]]}
    first = [year, *months]
    if months and day:
        first.append(int(re.sub(r"\D", "", day)))
    return {"date-parts": [first]}


def number_of(month: str) -> int:
    """The number of a month, from its name or its digits."""
    return int(month) if month.isdigit() else MONTHS[month.rstrip(".").lower()]


def year_of(found: re.Match[str]) -> int:
    """The year of a match of DATE."""
    year: int = read(found)["date-parts"][0][0]
    return year


def has_month(found: re.Match[str]) -> bool:
    """Tell whether a match of DATE has a month."""
    return len(read(found)["date-parts"][0]) > 1
