"""The day sheets of a week as one HTML file, which opens without the net."""

from datetime import date, datetime, timedelta
from pathlib import Path

from django.contrib.staticfiles.finders import find
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from booking.models.sight import EVERYBODY, Sight
from booking.services.practice.day_sheets import day_sheets

# So that a weekend and a holiday leave some.
DAYS_IN_FILE = 7


def sheets_file(first: date, *, now: datetime, made_by: str, sight: Sight = EVERYBODY) -> str:
    """The sheets of `first` and the days after it, in the active language.

    They are of the therapists whose patients are in `sight`. `made_by` is a name.
    """
    days = [
        day_sheets(first + timedelta(days=number), now=now, sight=sight)
        for number in range(DAYS_IN_FILE)
    ]
    context = {
        "days": days,
        "first": first,
        "last": days[-1].day,
        "now": now,
        "made_by": made_by,
        # A style sheet of ours, in which nothing is typed by anybody.
        "style": mark_safe(Path(str(find("css/day-sheet.css"))).read_text()),  # noqa: S308
    }
    return render_to_string("booking/reception/day_sheet_file.html", context)


def sheets_file_name(first: date) -> str:
    """Name of the file. Example: "dagbladen-2027-01-12.html"."""
    return f"dagbladen-{first.isoformat()}.html"
