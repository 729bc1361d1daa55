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
    return _short_day(clinic_date(instant))


def _short_day(day: date) -> str:
    return _named_day(day, "D", "N")


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


def clocks_text(opens: time, closes: time) -> str:
    """The hours between two that a clock shows, for example: 8.00–12.00 u."""
    hours = [f"{one.hour}.{one.minute:02d}" for one in (opens, closes)]
    return _("%(opens)s–%(closes)s h") % {"opens": hours[0], "closes": hours[1]}


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


def period_text(starts_at: datetime, ends_at: datetime) -> str:
    """The period in short, for lists of the desk; by its days alone where it lasts whole ones.

    For example: "do 17 dec 2026", "do 17 dec tot en met vr 18 dec 2026", "do 17 dec 2026,
    8.00–12.00 u".
    """
    first, last = clinic_date(starts_at), clinic_date(ends_at - timedelta(microseconds=1))
    start, end = f"{short_day_text(starts_at)} {first.year}", f"{_short_day(last)} {last.year}"
    opens, closes = clinic_clock(starts_at), clinic_clock(ends_at)
    if opens == closes == time.min:
        if first == last:
            return start
        begins = start if first.year != last.year else short_day_text(starts_at)
        return _("%(first)s up to and including %(last)s") % {"first": begins, "last": end}
    if first == last:
        return f"{start}, {clocks_text(opens, closes)}"
    words = {
        "start": start,
        "opens": time_text(starts_at),
        "end": end,
        "closes": time_text(ends_at),
    }
    return _("%(start)s, %(opens)s to %(end)s, %(closes)s") % words


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
