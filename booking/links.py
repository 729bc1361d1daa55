"""Signed links: each opens one thing, for as long as that makes sense. They name no person."""

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from booking.errors import LinkExpired, LinkInvalid
from booking.models import Appointment
from booking.rules import LINK_OUTLIVES_VISIT


class Purpose(StrEnum):
    """What a link opens; a link for one purpose is refused for the other."""

    HOLD = "hold"
    VISIT = "visit"


# A form that lay open for longer than this starts anew.
HOLD_LINK_AGE = timedelta(days=1)


def token(purpose: Purpose, appointment: Appointment) -> str:
    return _signer(purpose).sign(appointment.uid.hex)


def read(purpose: Purpose, value: str, *, now: datetime) -> Appointment:
    """The appointment that a link names. Raises LinkInvalid, LinkExpired."""
    try:
        uid = UUID(_signer(purpose).unsign(value))
    except (BadSignature, ValueError) as error:
        raise LinkInvalid from error
    appointment = Appointment.objects.for_page().filter(uid=uid).first()
    if appointment is None:
        raise LinkExpired
    if now > expires_at(purpose, appointment):
        raise LinkExpired
    return appointment


def expires_at(purpose: Purpose, appointment: Appointment) -> datetime:
    if purpose == Purpose.HOLD:
        return appointment.created_at + HOLD_LINK_AGE
    return appointment.ends_at + LINK_OUTLIVES_VISIT


def hold_path(appointment: Appointment) -> str:
    return reverse("booking:details", args=[token(Purpose.HOLD, appointment)])


def confirmed_path(appointment: Appointment) -> str:
    return reverse("booking:confirmed", args=[token(Purpose.VISIT, appointment)])


def visit_path(appointment: Appointment) -> str:
    return reverse("booking:visit", args=[token(Purpose.VISIT, appointment)])


def visit_url(appointment: Appointment) -> str:
    """Absolute, for mails."""
    return f"{settings.SITE_URL}{visit_path(appointment)}"


def _signer(purpose: Purpose) -> Signer:
    # A full stop parts the pieces: mail programs may cut a link at a colon.
    return Signer(salt=f"booking.link.{purpose}", sep=".")
