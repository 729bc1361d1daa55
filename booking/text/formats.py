"""Days, hours, amounts and phone numbers as people here write them.

Instants are shown on the clinic's clock, and all texts are in the language that is active. The
examples are in Dutch. What is read as one, as an hour, an amount or a number, holds together by
no-break spaces, in pages and in mails.
"""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import phonenumbers
from babel.numbers import format_currency
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from booking.scheduling.clock import clinic_clock, clinic_date, comes_twice, is_summer_time

NO_BREAK = "\u00a0"


def day_text(day: date | datetime) -> str:
    """The day in full, for example: dinsdag 24 november 2026."""
    return f"{day_of_year_text(day)} {_date(day).year}"


def day_of_year_text(day: date | datetime) -> str:
    """The day without its year, for example: dinsdag 24 november."""
    return _named_day(_date(day), "l", "F")


def short_day_text(instant: datetime) -> str:
    """The day in short, for example: di 24 nov."""
    return _named_day(clinic_date(instant), "D", "N")


def _named_day(day: date, weekday: str, month: str) -> str:
    """Name a day; `weekday` and `month` are the letters of Django's date format."""
    # Translators: French says "mardi 1er" for the first of the month: its singular.
    text = ngettext("%(weekday)s %(day)d %(month)s", "%(weekday)s %(day)d %(month)s", day.day)
    return text % {
        "weekday": date_format(day, weekday),
        "day": day.day,
        "month": date_format(day, month),
    }


def time_text(instant: datetime) -> str:
    """The hour, for example: 14.30 u.

    In the hour that the clock shows twice as winter time begins: 2.30 u (zomertijd).
    """
    text = clock_text(clinic_clock(instant))
    if not comes_twice(instant):
        return text
    told = _("%(time)s (summer time)") if is_summer_time(instant) else _("%(time)s (winter time)")
    return told % {"time": text}


def clock_text(clock: time) -> str:
    """The hour that a clock shows, for example: 14.30 u.

    French leaves out the minutes of a whole hour: 14 h.
    """
    if not clock.minute:
        return _("%(hour)d.00 h") % {"hour": clock.hour}
    return _("%(hour)d.%(minute)s h") % {"hour": clock.hour, "minute": f"{clock.minute:02d}"}


def length_text(length: timedelta) -> str:
    """The length in whole minutes, for example: 30 minuten."""
    minutes = int(length.total_seconds() // 60)
    return ngettext("%(minutes)d minute", "%(minutes)d minutes", minutes) % {"minutes": minutes}


def euro_text(amount: Decimal | int) -> str:
    """The amount, for example: € 30,50."""
    locale = {"fr": "fr_BE", "en": "en_GB"}.get((get_language() or "nl")[:2], "nl_BE")
    return format_currency(amount, "EUR", locale=locale)


def moment_text(instant: datetime) -> str:
    """The day and the hour, for example: dinsdag 24 november 2026 om 14.30 u."""
    return _("%(day)s at %(time)s") % {"day": day_text(instant), "time": time_text(instant)}


def list_moment_text(instant: datetime | None) -> str:
    """The day in figures and the hour, for lists: 24/11/2026 14.30 u. Empty for None."""
    return f"{clinic_date(instant):%d/%m/%Y} {time_text(instant)}" if instant else ""


def phone_text(number: object) -> str:
    """The number to read: national if it is Belgian, else international. Empty if it is none."""
    return typed_phone_text(number).replace(" ", NO_BREAK)


def typed_phone_text(number: object) -> str:
    """The number as somebody types it, for a field that is filled in already."""
    try:
        parsed = phonenumbers.parse(str(number), "BE")
    except phonenumbers.NumberParseException:
        return ""
    national = phonenumbers.PhoneNumberFormat.NATIONAL
    international = phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(
        parsed, national if parsed.country_code == 32 else international
    )


def _date(day: date | datetime) -> date:
    return clinic_date(day) if isinstance(day, datetime) else day
