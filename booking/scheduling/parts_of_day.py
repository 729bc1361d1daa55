"""Parts of the day on the clinic's clock."""

from datetime import datetime, time

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from booking.scheduling.clock import clinic_clock

NOON, EVENING = time(12), time(17)


class PartOfDay(TextChoices):
    """Parts of the day that a patient can wish for: until 12:00, until 17:00, and after it."""

    MORNING = "morning", _("Morning")
    AFTERNOON = "afternoon", _("Afternoon")
    EVENING = "evening", _("Evening")


def part_of_day(instant: datetime) -> PartOfDay:
    """The part of the clinic's day in which `instant` falls; 12:00 is in the afternoon."""
    clock = clinic_clock(instant)
    if clock < NOON:
        return PartOfDay.MORNING
    return PartOfDay.AFTERNOON if clock < EVENING else PartOfDay.EVENING
