from datetime import datetime
from typing import TYPE_CHECKING

from booking.choices import AppointmentStatus
from booking.errors import TimeTaken
from booking.models import Appointment
from booking.services.guards.locking import displace_expired_holds, locked_practitioner
from booking.services.guards.shown import visit_as_shown
from booking.services.mail.owe import STAFF_MAIL_DELAY, owe_change, retract_pending_mail

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def reinstate(
    *, appointment: Appointment, now: datetime, by_user: "User | None" = None, shown: str = ""
) -> Appointment:
    """Undo a cancellation; the patient gets no mail if that of the cancellation is still pending.

    `shown` is the version of the appointment on the screen. Raises NotExpected, ChangedMeanwhile,
    DoneAlready, and TimeTaken when somebody else has the time by now.
    """
    with locked_practitioner(appointment.practitioner_id):
        visit = visit_as_shown(appointment.pk, shown, by_user, leads_to=AppointmentStatus.BOOKED)
        known = retract_pending_mail(visit)
        visit.reinstate()
        displace_expired_holds(visit.practitioner_id, visit.blocked, now)
        others = Appointment.objects.holding_time(now).during(visit.span)
        if others.filter(practitioner=visit.practitioner).exists():
            raise TimeTaken
        visit.note_change(by_user, now)
        visit.save()
        owe_change(visit, known, now=now, wait=STAFF_MAIL_DELAY)
        return visit
