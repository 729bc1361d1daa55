from datetime import datetime
from typing import TYPE_CHECKING

from booking.choices import AppointmentStatus, DeskRule
from booking.models import Appointment
from booking.models.rules import OF_THE_WEBSITE, rules_for
from booking.services.guards.desk_rules import DeskBooking, refuse_at_desk
from booking.services.guards.locking import displace_expired_holds, locked_practitioner
from booking.services.guards.shown import visit_as_shown
from booking.services.mail.owe import STAFF_MAIL_DELAY, owe_change, retract_pending_mail

if TYPE_CHECKING:
    from django.contrib.auth.models import User

NOT_TOLD = (*OF_THE_WEBSITE, DeskRule.PAST)


def reinstate(
    *, appointment: Appointment, now: datetime, by_user: "User | None" = None, shown: str = ""
) -> DeskBooking:
    """Undo a cancellation; the patient gets no mail if that of the cancellation is still pending.

    It gets its time back even where the therapist no longer works or the patient has another
    appointment by now: the result names those rules. It leaves out rules that bind only the
    website, and that the time is past, as the appointment had that time before.

    `shown` is the version of the appointment on the screen. Raises NotExpected, ChangedMeanwhile,
    DoneAlready, and TimeTaken when somebody else has the time by now.
    """
    rules = rules_for(appointment.treatment)
    with locked_practitioner(appointment.practitioner_id):
        visit = visit_as_shown(appointment.pk, shown, by_user, leads_to=AppointmentStatus.BOOKED)
        known = retract_pending_mail(visit)
        visit.reinstate()
        displace_expired_holds(visit.practitioner_id, visit.blocked, now)
        broken = refuse_at_desk(visit, rules=rules, overrule=True, now=now)
        visit.note_change(by_user, now)
        visit.save()
        owe_change(visit, known, now=now, wait=STAFF_MAIL_DELAY)
        return DeskBooking(visit, [rule for rule in broken if rule not in NOT_TOLD])
