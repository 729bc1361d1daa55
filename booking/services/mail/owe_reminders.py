"""Reminders of appointments that begin soon.

Example, with reminders 24 hours ahead and hours for mail from 8:00 to 20:00: an appointment on
Tuesday at 14:00 that was booked on Friday gets its reminder on Monday at 14:00, or later if no
worker ran, but not after Tuesday 13:00 and not by night. One that was booked on Monday at 15:00
gets none. One on Tuesday at 7:30 gets its reminder on Monday at 8:00. One that moves to another
week gets another then.
"""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from booking.choices import NotificationKind
from booking.models import Appointment, Notification, Substitution
from booking.models.notification import REMIND_UNTIL
from booking.models.rules import practice_rules

# By night a reminder is due the evening before, and no earlier than this.
LONGEST_NIGHT = timedelta(days=1)


def owe_reminders(*, now: datetime) -> int:
    """Owe a reminder of each appointment that begins soon; returns the number owed.

    Patients get one if they want reminders, have an address, and chose the time earlier than its
    reminder would go out. None is owed outside the hours for mail, nor while another time is looked
    for because the therapist cannot come. Three queries. Two workers at once are safe: a constraint
    allows one reminder for each SEQUENCE of an appointment.
    """
    rules = practice_rules()
    before, hours = rules.reminder_before, rules.mail_hours
    if before is None or not hours.include(now):
        return 0
    reminded = Notification.objects.filter(
        appointment=OuterRef("pk"), kind=NotificationKind.REMINDER, sequence=OuterRef("sequence")
    )
    away = Substitution.objects.open().filter(appointment=OuterRef("pk"))
    visits = (
        Appointment.objects.expected()
        .filter(starts_at__gt=now + REMIND_UNTIL, starts_at__lte=now + before + LONGEST_NIGHT)
        .filter(patient__wants_reminders=True)
        .exclude(patient__email="")
        .exclude(Exists(reminded))
        .exclude(Exists(away))
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
        for visit in visits.only("patient_id", "sequence", "starts_at", "arranged_at")
        if visit.arranged_at <= hours.reminder_due(visit.starts_at, before, REMIND_UNTIL) <= now
    ]
    Notification.objects.bulk_create(owed, ignore_conflicts=True)
    return len(owed)
