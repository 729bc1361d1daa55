from datetime import datetime

from django.db.models import Exists, F, OuterRef

from booking.choices import NotificationKind
from booking.models import Appointment, Notification
from booking.models.notification import REMIND_UNTIL
from booking.models.rules import practice_rules


def owe_reminders(*, now: datetime) -> int:
    """Owe a reminder of each visit that begins soon, once for each time it was given; how many.

    As long before as the practice says, never less than an hour: what was missed while no worker
    ran is made up for until then. Who chose the time later than that needs none. In three queries,
    and safe beside another worker: the database keeps one for each state of a visit.
    """
    before = practice_rules().reminder_before
    if before is None:
        return 0
    told = Notification.objects.filter(
        appointment=OuterRef("pk"), kind=NotificationKind.REMINDER, sequence=OuterRef("sequence")
    )
    visits = (
        Appointment.objects.expected()
        .filter(starts_at__gt=now + REMIND_UNTIL, starts_at__lte=now + before)
        .filter(arranged_at__lte=F("starts_at") - before)
        .filter(patient__wants_reminders=True)
        .exclude(patient__email="")
        .exclude(Exists(told))
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
