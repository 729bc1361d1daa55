"""Filters for days, hours, phone numbers and such: {{ visit.starts_at|day }}, {{ … |clock }}."""

from django import template

from booking.bring_along import things_to_bring
from booking.text.formats import (
    day_of_year_text,
    day_text,
    euro_text,
    length_text,
    moment_text,
    phone_text,
    time_text,
)

register = template.Library()
register.filter("day", day_text)
register.filter("day_of_year", day_of_year_text)
register.filter("moment", moment_text)
register.filter("clock", time_text)
register.filter("duration", length_text)
register.filter("euro", euro_text)
register.filter("phone", phone_text)
register.filter("things_to_bring", things_to_bring)
