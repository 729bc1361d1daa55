from contextlib import suppress
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from booking.choices import AppointmentStatus, AttemptKind
from booking.errors import TooManyAttempts
from booking.links import LINK_OUTLIVES_VISIT
from booking.models import Appointment, Patient, WaitlistEntry
from booking.services.guards.attempts import RESENDS_TO_A_CONTACT, count_attempt
from booking.services.mail.owe import owe_links

# A mailbox gets no more of these mails in a day.
MOST_IN_A_DAY = RESENDS_TO_A_CONTACT.most


def send_links(*, email: str, now: datetime, source: str = "") -> None:
    """Owe the mailbox a link to its appointments, if it has or lately had any, or waits.

    The caller cannot tell whether the address is known, and no mailbox gets more mails than its
    quota. `source` is the visitor's network address, counted first; an empty one is not counted.
    Raises TooManyAttempts for the source only.
    """
    count_attempt(AttemptKind.RESEND, source, now=now)
    with suppress(TooManyAttempts):
        count_attempt(AttemptKind.RESEND, email, now=now)
        _owe_links(email, now)


@transaction.atomic
def _owe_links(email: str, now: datetime) -> None:
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
