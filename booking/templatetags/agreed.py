"""A filter that signs a policy for a form: {{ practice.cancellation_policy|sealed }}."""

from django import template

from booking.public.forms.agreement import sealed

register = template.Library()
register.filter("sealed", sealed)
