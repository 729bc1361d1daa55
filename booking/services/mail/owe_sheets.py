"""The day sheets of the coming days, owed to the desk in the evening if the practice chose so.

Example, with 18:00: on Sunday at 18:00 the sheets from Monday on are owed. On Friday at 18:00 none
are, if nobody works or is expected on Saturday.
"""

from datetime import datetime

from booking.choices import NotificationKind
from booking.models import Notification
from booking.models.evening_mail import evening_mail
from booking.scheduling.evening import day_after_evening
from booking.services.practice.day_sheets import day_sheets


def owe_sheets(*, now: datetime) -> bool:
    """Owe the desk the sheets that are due this evening; returns False if none were.

    Two workers at once are safe: a constraint allows one mail for each first day.
    """
    chosen = evening_mail()
    first = day_after_evening(now, chosen.hour) if chosen.is_on else None
    if first is None or Notification.objects.filter(sheets_from=first).exists():
        return False
    if not day_sheets(first, now=now).have_work:
        return False
    owed = Notification(kind=NotificationKind.SHEETS, sheets_from=first, created_at=now, due_at=now)
    Notification.objects.bulk_create([owed], ignore_conflicts=True)
    return True
