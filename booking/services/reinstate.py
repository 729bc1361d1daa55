from datetime import datetime

from booking.choices import NotificationKind
from booking.errors import TimeTaken
from booking.models import Appointment
from booking.rules import STAFF_MAIL_DELAY
from booking.services.locking import displace_expired_holds, locked_practitioner
from booking.services.owe import owe, withdraw


def reinstate(*, appointment: Appointment, now: datetime) -> Appointment:
    """Take a cancellation back. Before its mail went out the patient hears of neither.

    Raises NotExpected, and TimeTaken when somebody else has the time by now.
    """
    with locked_practitioner(appointment.practitioner_id):
        visit = (
            Appointment.objects.select_for_update(of=("self",)).for_page().get(pk=appointment.pk)
        )
        visit.reinstate()
        displace_expired_holds(visit.practitioner_id, visit.blocked, now)
        others = Appointment.objects.holding_time(now).during(visit.span)
        if others.filter(practitioner=visit.practitioner).exists():
            raise TimeTaken
        visit.save()
        told = withdraw(visit)
        if told is None or told.kind != NotificationKind.BOOKED:
            owe(visit, NotificationKind.BOOKED, now=now, wait=STAFF_MAIL_DELAY)
        return visit
