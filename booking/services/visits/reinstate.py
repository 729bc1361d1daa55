from datetime import datetime

from booking.errors import TimeTaken
from booking.models import Appointment
from booking.services.guards.locking import (
    displace_expired_holds,
    locked_practitioner,
    locked_visit,
)
from booking.services.mail.owe import STAFF_MAIL_DELAY, owe_change, retract_pending_mail


def reinstate(*, appointment: Appointment, now: datetime) -> Appointment:
    """Undo a cancellation; the patient gets no mail if that of the cancellation is still pending.

    Raises NotExpected, and TimeTaken when somebody else has the time by now.
    """
    with locked_practitioner(appointment.practitioner_id):
        visit = locked_visit(appointment.pk)
        known = retract_pending_mail(visit)
        visit.reinstate()
        displace_expired_holds(visit.practitioner_id, visit.blocked, now)
        others = Appointment.objects.holding_time(now).during(visit.span)
        if others.filter(practitioner=visit.practitioner).exists():
            raise TimeTaken
        visit.save()
        owe_change(visit, known, now=now, wait=STAFF_MAIL_DELAY)
        return visit
