"""Signed links to the choices of a patient whose therapist cannot come."""

from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse

from booking.errors import LinkExpired
from booking.models import Substitution
from booking.models.substitution_rows import with_choices
from booking.signing import sign, uid_in

PURPOSE = "choices"
LINK_OUTLIVES_VISIT = timedelta(days=30)


def choices_path(substitution: Substitution) -> str:
    """The page on which the patient chooses, in the active language."""
    return reverse("booking:choices", args=[sign(PURPOSE, substitution.uid.hex)])


def choices_url(substitution: Substitution) -> str:
    """The address of that page, for mails."""
    return f"{settings.SITE_URL}{choices_path(substitution)}"


def read_choices(value: str, *, now: datetime) -> Substitution:
    """The substitution that the link names, be it settled or not: its page says so.

    Raises LinkInvalid, LinkExpired.
    """
    rows = with_choices(Substitution.objects.filter(uid=uid_in(PURPOSE, value)))
    substitution = rows.first()
    if substitution is None or now > substitution.ends_at + LINK_OUTLIVES_VISIT:
        raise LinkExpired
    patient = substitution.appointment.patient
    if patient is None or patient.erased_at:
        raise LinkExpired
    return substitution
