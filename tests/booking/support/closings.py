"""Closings of the whole practice."""

from datetime import date

from django.utils import timezone

from booking.models import Absence


def closed_days() -> list[date]:
    closings = Absence.objects.filter(practitioner=None).order_by("starts_at")
    return [timezone.localdate(one.starts_at) for one in closings]
