from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from booking.choices import AppointmentStatus, CancelledBy
from booking.text.formats import moment_text

if TYPE_CHECKING:
    from booking.models.appointment import Appointment

# Each is filled in with `by`, which says who changed it or is empty.
NEWS = {
    AppointmentStatus.ARRIVED: gettext_lazy(
        "This patient has meanwhile been noted as arrived%(by)s."
    ),
    AppointmentStatus.FULFILLED: gettext_lazy(
        "This appointment has meanwhile been noted as finished%(by)s."
    ),
    AppointmentStatus.NOSHOW: gettext_lazy(
        "Meanwhile it was noted that this patient did not come%(by)s."
    ),
    AppointmentStatus.CANCELLED: gettext_lazy(
        "This appointment has meanwhile been cancelled%(by)s."
    ),
}


def news_of_visit(visit: "Appointment", shown: str) -> str:
    """Say how an appointment stands, which is not as the version `shown`, and who changed it.

    Example: "Deze afspraak is intussen verplaatst naar dinsdag 12 januari 2027 om 10.00 u bij An
    Peeters, door Lien."
    """
    place = {
        "moment": moment_text(visit.starts_at),
        "therapist": visit.practitioner.name,
        "by": _changed_by(visit),
    }
    if visit.is_expected:
        return _news_of_expected(visit) % place
    news = NEWS[AppointmentStatus(visit.status)] % place
    is_moved = shown.partition("-")[0] != str(visit.sequence)
    if is_moved and not visit.is_cancelled:
        news += " " + _("It is at %(moment)s with %(therapist)s now.") % place
    return news


def _news_of_expected(visit: "Appointment") -> str:
    if visit.changed_at and visit.changed_at == visit.arranged_at:
        return _(
            "This appointment has meanwhile been moved to %(moment)s with %(therapist)s%(by)s."
        )
    return _(
        "This appointment has meanwhile been changed%(by)s:"
        " it is booked for %(moment)s with %(therapist)s."
    )


def _changed_by(visit: "Appointment") -> str:
    """The end of a sentence that says who changed it; empty where nobody can tell."""
    if visit.by_staff:
        return visit.by_staff
    if visit.is_cancelled:
        return _(", by the patient") if visit.cancelled_by == CancelledBy.PATIENT else ""
    return _(", through the website") if visit.is_expected and visit.changed_at else ""
