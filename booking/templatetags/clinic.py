"""Filters for days, hours and phone numbers: {{ appointment.starts_at|day }}, {{ … |clock }}."""

from typing import Any

import phonenumbers
from django import template

from booking.wording import day_of_year_text, day_text, length_text, time_text

register = template.Library()
register.filter("day", day_text)
register.filter("day_of_year", day_of_year_text)
register.filter("clock", time_text)
register.filter("duration", length_text)


@register.filter
def phone(number: Any) -> str:
    """As people here write it: national for Belgian numbers, international for others."""
    try:
        parsed = phonenumbers.parse(str(number), "BE")
    except phonenumbers.NumberParseException:
        return ""
    national = phonenumbers.PhoneNumberFormat.NATIONAL
    international = phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(
        parsed, national if parsed.country_code == 32 else international
    )
