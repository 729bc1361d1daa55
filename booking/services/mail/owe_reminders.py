"""Reminders of appointments that begin soon.

Example, with reminders 24 hours ahead: an appointment on Tuesday at 14:00 that was booked on Friday
gets its reminder on Monday at 14:00, or later if no worker ran, but not after Tuesday 13:00. One
that was booked on Monday at 15:00 gets none. One that moves to another week gets another then.
"""

from datetime import datetime

from django.db.models import Exists, F, OuterRef

from booking.choices import NotificationKind
from booking.models import Appointment, Notification
from booking.models.notification import REMIND_UNTIL
from booking.models.rules import practice_rules


def owe_reminders(*, now: datetime) -> int:
    """Owe a reminder of each appointment that begins soon; returns the number owed.

    Patients get one if they want reminders, have an address, and chose the time earlier than its
    reminder would go out. Three queries. Two workers at once are safe: a constraint allows one
    reminder for each SEQUENCE of an appointment.
    """
    before = practice_rules().reminder_before
    if before is None:
        return 0
    reminded = Notification.objects.filter(
        appointment=OuterRef("pk"), kind=NotificationKind.REMINDER, sequence=OuterRef("sequence")
    )
    visits = (
        Appointment.objects.expected()
        .filter(starts_at__gt=now + REMIND_UNTIL, starts_at__lte=now + before)
        .filter(arranged_at__lte=F("starts_at") - before)
        .filter(patient__wants_reminders=True)
        .exclude(patient__email="")
        .exclude(Exists(reminded))
    )
    owed = [
        Notification(
            patient_id=visit.patient_id,
            appointment=visit,
            kind=NotificationKind.REMINDER,
            sequence=visit.sequence,
            created_at=now,
            due_at=now,
        )
        for visit in visits.only("patient_id", "sequence")
    ]
    Notification.objects.bulk_create(owed, ignore_conflicts=True)
    return len(owed)
