from datetime import datetime

from booking.choices import NotificationKind
from booking.errors import TimeTaken
from booking.models import Appointment
from booking.rules import STAFF_MAIL_DELAY
from booking.services.locking import displace_expired_holds, locked_practitioner, locked_visit
from booking.services.owe import knows_the_time, owe, withdraw


def reinstate(*, appointment: Appointment, now: datetime) -> Appointment:
    """Take a cancellation back. Before its mail went out the patient hears of neither.

    Raises NotExpected, and TimeTaken when somebody else has the time by now.
    """
    with locked_practitioner(appointment.practitioner_id):
        visit = locked_visit(appointment.pk)
        told = withdraw(visit)
        visit.reinstate()
        displace_expired_holds(visit.practitioner_id, visit.blocked, now)
        others = Appointment.objects.holding_time(now).during(visit.span)
        if others.filter(practitioner=visit.practitioner).exists():
            raise TimeTaken
        visit.save()
        if not told:
            owe(visit, NotificationKind.BOOKED, now=now, wait=STAFF_MAIL_DELAY)
        elif not knows_the_time(visit):
            owe(visit, NotificationKind.MOVED, now=now, wait=STAFF_MAIL_DELAY)
        return visit
