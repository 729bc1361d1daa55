"""Sentences on what was just done, for the green bar: the verb, the patient and the hour."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from booking.models import Appointment, Patient, WaitlistOffer
from booking.text.formats import moment_text

# By the `verb` that a button of an appointment sends.
OF_VERBS = {
    "check_in": gettext_lazy("Arrived: %(visit)s."),
    "undo_check_in": gettext_lazy("Not arrived after all: %(visit)s."),
    "mark_noshow": gettext_lazy("Did not come: %(visit)s."),
    "undo_noshow": gettext_lazy("Not missed after all: %(visit)s."),
    "fulfil": gettext_lazy("Finished: %(visit)s."),
    "undo_fulfil": gettext_lazy("Not finished after all: %(visit)s."),
    "cancel": gettext_lazy("Cancelled by the practice: %(visit)s."),
    "cancel_as_asked": gettext_lazy("Cancelled by the patient: %(visit)s."),
    "reinstate": gettext_lazy("Not cancelled after all: %(visit)s."),
    "send_again": gettext_lazy("The latest mail goes out now: %(visit)s."),
}


def visit_text(visit: Appointment) -> str:
    """Name the patient, the moment and the therapist of an appointment.

    Example: "Mia Voorbeeld, dinsdag 12 januari 2027 om 10.00 u bij Noor Tester".
    """
    return _text(visit.patient, visit)


def done_to(verb: str, visit: Appointment) -> str:
    """Say what a button did to an appointment."""
    return OF_VERBS[verb] % {"visit": visit_text(visit)}


def noted_text(row: Appointment | Patient, note: str) -> str:
    """Say where a note was written, or taken away."""
    done = _("The note is kept: %(row)s.") if note else _("The note is taken away: %(row)s.")
    return done % {"row": visit_text(row) if isinstance(row, Appointment) else row}


def offer_text(offer: WaitlistOffer) -> str:
    """Name the patient, the moment and the therapist of an offer."""
    return _text(offer.entry.patient, offer)


def booked_text(visits: Sequence[Appointment]) -> str:
    """Say which appointments of one patient were booked, in order of time."""
    if len(visits) == 1:
        return _("The appointment is booked: %(visit)s.") % {"visit": visit_text(visits[0])}
    return _("%(count)d appointments are booked, the first: %(visit)s.") % {
        "count": len(visits),
        "visit": visit_text(visits[0]),
    }


def moved_text(visit: Appointment, *, stood_there: bool) -> str:
    """Say where an appointment is now, and whether that is anything new."""
    done = _("The appointment is moved: %(visit)s.")
    return (_("It stands there already: %(visit)s.") if stood_there else done) % {
        "visit": visit_text(visit)
    }


def cancelled_text(visits: Sequence[Appointment]) -> str:
    """Say which appointments of a series were cancelled; there is one at least."""
    first = min(visits, key=lambda visit: visit.starts_at)
    done = ngettext(
        "%(count)d appointment is cancelled: %(visit)s.",
        "%(count)d appointments are cancelled, the first: %(visit)s.",
        len(visits),
    )
    return done % {"count": len(visits), "visit": visit_text(first)}


def _text(patient: Patient | None, moment: Appointment | WaitlistOffer) -> str:
    return _("%(patient)s, %(moment)s with %(therapist)s") % {
        "patient": patient,
        "moment": moment_text(moment.starts_at),
        "therapist": moment.practitioner,
    }
