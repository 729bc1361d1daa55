from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from booking.choices import AppointmentStatus, AttemptKind
from booking.links import LINK_OUTLIVES_VISIT
from booking.models import Appointment, Patient, WaitlistEntry
from booking.services.guards.attempts import count_attempt
from booking.services.mail.owe import owe_links


def send_links(*, email: str, now: datetime) -> None:
    """Owe the mailbox a link to its appointments, if it has or lately had any, or waits.

    The caller cannot tell whether the address is known. Raises TooManyAttempts, for unknown
    addresses as well.
    """
    count_attempt(AttemptKind.RESEND, email, now=now)
    with transaction.atomic():
        patient = _newest_at(email, now)
        if patient is not None:
            owe_links(patient, now=now)


def _newest_at(email: str, now: datetime) -> Patient | None:
    """The newest patient at the address who has something to see, locked.

    The lock makes the second of two clicks wait, so that both owe one mail.
    """
    visits = Appointment.objects.filter(
        patient=OuterRef("pk"), ends_at__gt=now - LINK_OUTLIVES_VISIT
    ).exclude(status=AppointmentStatus.CANCELLED)
    entries = WaitlistEntry.objects.waiting().filter(patient=OuterRef("pk"))
    with_something = Patient.objects.reached_at(email).filter(Exists(visits) | Exists(entries))
    newest = with_something.order_by("-created_at", "-pk")
    return newest.select_for_update(of=("self",)).first()
