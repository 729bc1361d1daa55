"""Words that are agreed to with the form around them: {{ practice.cancellation_policy|sealed }}."""

from django import template

from booking.public.forms.agreement import sealed

register = template.Library()
register.filter("sealed", sealed)
