"""Filters for days, hours, phone numbers and such: {{ visit.starts_at|day }}, {{ … |clock }}."""

from datetime import timedelta

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from booking.bring_along import things_to_bring
from booking.models import Appointment
from booking.reception.presenters.mail_trouble import mail_trouble
from booking.scheduling.clock import clinic_date
from booking.text.formats import (
    day_of_year_text,
    day_text,
    euro_text,
    length_text,
    moment_text,
    phone_text,
    short_day_text,
    time_text,
)
from booking.ways_to_change import change_note

register = template.Library()
register.filter("day", day_text)
register.filter("day_of_year", day_of_year_text)
register.filter("moment", moment_text)
register.filter("clock", time_text)
register.filter("duration", length_text)
register.filter("euro", euro_text)
register.filter("phone", phone_text)
register.filter("things_to_bring", things_to_bring)
register.filter("change_note", change_note)
register.filter("mail_trouble", mail_trouble)


@register.filter
def in_minutes(length: timedelta) -> int:
    """The length in whole minutes, for where there is no room for the word."""
    return length // timedelta(minutes=1)


@register.filter
def held_until(visit: Appointment) -> str:
    """The hour until which a time is held, with its day if the hold began on another."""
    if visit.held_until is None:
        return ""
    hour = time_text(visit.held_until)
    if clinic_date(visit.held_until) == clinic_date(visit.created_at):
        return hour
    return _("%(day)s, %(time)s") % {"day": short_day_text(visit.held_until), "time": hour}


@register.filter
def phone_link(html: SafeString, number: str) -> SafeString:
    """Make a link of a phone number in a letter; `number` is E.164, or empty for none."""
    shown = phone_text(number)
    link = format_html(
        '<a class="link" href="tel:{}" style="color:#0a5583;white-space:nowrap;">{}</a>',
        number,
        shown,
    )
    return mark_safe(html.replace(shown, link)) if shown else html  # noqa: S308  escaped before
