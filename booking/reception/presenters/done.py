"""Sentences on what was just done, for the green bar: the verb, the patient and the hour."""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from booking.choices import DeskRule, NotificationKind
from booking.models import Appointment, Notification, Patient, WaitlistOffer
from booking.text.formats import day_text, moment_text, time_text

# By the `verb` that a button of an appointment sends.
OF_VERBS = {
    "book": gettext_lazy("The appointment is booked: %(visit)s."),
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
    "move": gettext_lazy("The appointment is moved: %(visit)s."),
    "resize": gettext_lazy("The appointment now ends at %(end)s: %(visit)s."),
    "undo": gettext_lazy("Undone, it is as it was: %(visit)s."),
}
# The same of two appointments that changed places.
OF_BOTH = {
    "swap": gettext_lazy("Swapped: %(one)s; %(other)s."),
    "undo_swap": gettext_lazy("Undone, both are where they were: %(one)s; %(other)s."),
}
# The same of several appointments that one press changed.
OF_SEVERAL: dict[str, Callable[[int], str]] = {
    "book_series": lambda number: ngettext(
        "%(count)d appointment is booked: %(visit)s.",
        "%(count)d appointments are booked, the first: %(visit)s.",
        number,
    ),
    "cancel_series": lambda number: ngettext(
        "%(count)d appointment is cancelled: %(visit)s.",
        "%(count)d appointments are cancelled, the first: %(visit)s.",
        number,
    ),
    "fulfil_all": lambda number: ngettext(
        "%(count)d appointment of %(day)s is noted as finished.",
        "%(count)d appointments of %(day)s are noted as finished.",
        number,
    ),
    "undo_book_series": lambda number: ngettext(
        "Undone, %(count)d appointment is not booked any more: %(visit)s.",
        "Undone, %(count)d appointments are not booked any more, the first: %(visit)s.",
        number,
    ),
    "undo_cancel_series": lambda number: ngettext(
        "Undone, %(count)d appointment is booked again: %(visit)s.",
        "Undone, %(count)d appointments are booked again, the first: %(visit)s.",
        number,
    ),
    "undo_fulfil_all": lambda number: ngettext(
        "Undone, %(count)d appointment of %(day)s has no outcome again.",
        "Undone, %(count)d appointments of %(day)s have no outcome again.",
        number,
    ),
}
# Buttons that owe the patient a mail, or take one back; of the first two nobody knows yet.
OWE_A_MAIL = ("cancel", "move", "cancel_as_asked", "reinstate", "book", "resize")

OWE_A_SERIES_MAIL = ("book_series", "cancel_series", "undo_book_series", "undo_cancel_series")
# Buttons with which somebody chooses the time.
CHOSEN = ("book", "move", "resize", "swap", "book_series")


def visit_text(visit: Appointment) -> str:
    """Name the patient, the moment and the therapist of an appointment.

    Example: "Mia Voorbeeld, dinsdag 12 januari 2027 om 10.00 u bij Noor Tester".
    """
    return _text(visit.patient, visit)


def done_to(verb: str, visit: Appointment) -> str:
    """Say what a button did to an appointment."""
    return OF_VERBS[verb] % {"visit": visit_text(visit), "end": time_text(visit.ends_at)}


def with_rules(verb: str, done: str, broken: Sequence[DeskRule]) -> str:
    """Add what is as the rules would not have it now.

    Whoever books or moves an appointment chose that; one whose cancellation is undone stands where
    it stood.
    """
    if not broken:
        return done
    chosen, found = _("%(done)s Outside the rules: %(rules)s."), _("%(done)s Mind that: %(rules)s.")
    rules = "; ".join(str(rule.label) for rule in broken)
    return (chosen if verb in CHOSEN else found) % {"done": done, "rules": rules}


def mail_sentence(visit: Appointment, verb: str, now: datetime) -> str:
    """Say when the mail about a change leaves, or that the patient has no address; "" if neither.

    Example: "De mail vertrekt om 10.17 u."
    """
    if verb not in OWE_A_MAIL:
        return ""
    coming = Notification.objects.about(visit).owed().filter(due_at__gt=now)
    mail = coming.exclude(kind=NotificationKind.REMINDER).order_by("due_at").first()
    if mail:
        return _("The mail leaves at %(time)s.") % {"time": time_text(mail.due_at)}
    has_address = visit.patient and visit.patient.email
    if verb in OWE_A_MAIL[:2] and not has_address and visit.ends_at > now:
        return _("No mail goes out, as there is no address: call the patient.")
    return ""


def swap_mails(one: Appointment, other: Appointment, now: datetime) -> str:
    """Say when the mails about a swap leave, and whom the desk has to call instead.

    Example: "De mails vertrekken om 10.17 u."
    """
    told = [visit for visit in (one, other) if visit.patient and visit.patient.email]
    coming = Notification.objects.filter(kind=NotificationKind.MOVED, appointment__in=told)
    mails = list(coming.owed().filter(due_at__gt=now).order_by("due_at"))
    sentences = []
    if mails:
        leaves = ngettext(
            "The mail leaves at %(time)s.", "The mails leave at %(time)s.", len(mails)
        )
        sentences.append(leaves % {"time": time_text(mails[0].due_at)})
    unreachable = [visit for visit in (one, other) if visit not in told and visit.ends_at > now]
    call = _("Call %(patient)s: there is no address.")
    sentences += [call % {"patient": visit.patient} for visit in unreachable]
    return " ".join(sentences)


def noted_text(row: Appointment | Patient, note: str) -> str:
    """Say where a note was written, or taken away."""
    done = _("The note is kept: %(row)s.") if note else _("The note is taken away: %(row)s.")
    return done % {"row": visit_text(row) if isinstance(row, Appointment) else row}


def offer_text(offer: WaitlistOffer) -> str:
    """Name the patient, the moment and the therapist of an offer."""
    return _text(offer.entry.patient, offer)


def stands_text(visit: Appointment) -> str:
    """Say that an appointment stood already where somebody moved it to."""
    return _("It stands there already: %(visit)s.") % {"visit": visit_text(visit)}


def both_text(verb: str, one: Appointment, other: Appointment) -> str:
    """Say what a swap, or undoing it, did to two appointments, and where they stand now."""
    return OF_BOTH[verb] % {"one": visit_text(one), "other": visit_text(other)}


def done_to_all(verb: str, visits: Sequence[Appointment]) -> str:
    """Say what a button did to several appointments; they are in order of time.

    Example: "4 afspraken zijn geboekt, de eerste: Mia Voorbeeld, dinsdag 12 januari 2027 om 10.00 u
    bij Noor Tester."
    """
    first, number = visits[0], len(visits)
    words = {"count": number, "visit": visit_text(first), "day": day_text(first.starts_at)}
    return OF_SEVERAL[verb](number) % words


def mail_of_series(verb: str, visit: Appointment, now: datetime) -> str:
    """Say when the mail about its series leaves, or that the patient has no address; "" if neither.

    Undoing owes one only where another was on its way before.
    """
    if verb not in OWE_A_SERIES_MAIL:
        return ""
    coming = Notification.objects.filter(series=visit.series_id).owed().filter(due_at__gt=now)
    if mail := coming.order_by("due_at").first():
        return _("The mail leaves at %(time)s.") % {"time": time_text(mail.due_at)}
    has_address = visit.patient and visit.patient.email
    if verb in OWE_A_SERIES_MAIL[:2] and not has_address:
        return _("No mail goes out, as there is no address: call the patient.")
    return ""


def _text(patient: Patient | None, moment: Appointment | WaitlistOffer) -> str:
    return _("%(patient)s, %(moment)s with %(therapist)s") % {
        "patient": patient,
        "moment": moment_text(moment.starts_at),
        "therapist": moment.practitioner,
    }
