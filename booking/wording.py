"""Days and hours as people here say them, on the clinic's clock, in the language that is active."""

from datetime import date, datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from booking.availability import CLINIC_TZ


def day_text(day: date | datetime) -> str:
    """For example: dinsdag 24 november 2026."""
    return date_format(_clinic_date(day), "l j F Y")


def day_of_year_text(day: date | datetime) -> str:
    """For example: dinsdag 24 november."""
    return date_format(_clinic_date(day), "l j F")


def time_text(instant: datetime) -> str:
    """For example: 14.30 u."""
    local = instant.astimezone(CLINIC_TZ)
    return _("%(hour)d.%(minute)s h") % {"hour": local.hour, "minute": f"{local.minute:02d}"}


def length_text(length: timedelta) -> str:
    minutes = int(length.total_seconds() // 60)
    return ngettext("%(minutes)d minute", "%(minutes)d minutes", minutes) % {"minutes": minutes}


def _clinic_date(day: date | datetime) -> date:
    return day.astimezone(CLINIC_TZ).date() if isinstance(day, datetime) else day
