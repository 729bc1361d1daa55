"""Buttons of an appointment: which of them fit its state, in one place for page, card and grid."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from booking.models import Appointment
from booking.scheduling.clock import clinic_date
from booking.services.patients.next_treatment import treatment_after

# More do not fit in an appointment on the grid.
MOST_IN_GRID = 2


@dataclass(frozen=True, slots=True)
class Verb:
    """A button that posts `name` to the address that changes the appointment, or a link.

    `weight` is how it looks: "main", "side", or "red" for what takes the appointment away. `key` is
    the letter that presses it on the agenda.
    """

    label: Promise
    name: str = ""
    weight: str = "side"
    address: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Allowed:
    """Permissions and facts on which the buttons depend, besides the state of the appointment.

    `may_wait` also says that the waiting list can give this patient an earlier moment; `has_mail`
    that there is one to send again, `mail_waits` that it has not gone out yet.
    """

    may_book: bool = False
    may_wait: bool = False
    has_mail: bool = False
    mail_waits: bool = False


CHECK_IN = Verb(_("Arrived"), "check_in", "main", key="A")
NO_SHOW = Verb(_("Did not come"), "mark_noshow")
FULFIL = Verb(_("Finished"), "fulfil")


def verbs_of(visit: Appointment, allowed: Allowed, *, now: datetime) -> list[Verb]:
    """Buttons that fit the appointment, in the order in which they are needed."""
    verbs = [*attendance_verbs(visit, now=now), *_ways_on(visit, allowed, now)]
    if visit.is_expected:
        verbs.append(Verb(_("Patient cancels"), "cancel_as_asked", "red"))
        verbs.append(Verb(_("Practice cancels"), "cancel", "red"))
    if allowed.has_mail:
        again = _("Send the mail now") if allowed.mail_waits else _("Send the last mail again")
        verbs.append(Verb(again, "send_again"))
    return verbs


def attendance_verbs(visit: Appointment, *, now: datetime) -> list[Verb]:
    """Buttons that say whether the patient came, and those that take that back."""
    is_today, has_started = visit.day == clinic_date(now), visit.starts_at <= now
    if visit.is_expected:
        return [CHECK_IN] * is_today + [NO_SHOW, FULFIL] * has_started
    if visit.has_arrived:
        ready = Verb(FULFIL.label, FULFIL.name, "main")
        return [ready] * has_started + [Verb(_("Not arrived after all"), "undo_check_in")]
    if visit.is_fulfilled:
        return [Verb(_("Not finished after all"), "undo_fulfil")]
    if visit.is_noshow:
        return [CHECK_IN] * is_today + [Verb(_("Not missed after all"), "undo_noshow")]
    if visit.is_cancelled and visit.patient and not visit.patient.erased_at:
        return [Verb(_("Not cancelled after all"), "reinstate", "main")]
    return []


def marks_of(visit: Appointment, *, now: datetime) -> list[Verb]:
    """Buttons that say whether the patient came; none brings a cancelled appointment back."""
    return [] if visit.is_cancelled else attendance_verbs(visit, now=now)


def verbs_in_grid(visit: Appointment, *, now: datetime) -> list[Verb]:
    """The first buttons of an appointment that is expected, or whose patient is here."""
    is_open = visit.is_expected or visit.has_arrived
    return attendance_verbs(visit, now=now)[:MOST_IN_GRID] if is_open else []


def _ways_on(visit: Appointment, allowed: Allowed, now: datetime) -> Iterator[Verb]:
    """Links to the screens that move the appointment, or book another one."""
    if visit.is_expected:
        hand = {"dag": visit.day.isoformat(), "hand": visit.pk}
        address = f"{reverse('agenda:index')}?{urlencode(hand)}"
        yield Verb(_("Move"), address=address, key="M")
        if allowed.may_wait and now < visit.starts_at:
            waiting = f"{reverse('wachtlijst:add')}?afspraak={visit.pk}"
            yield Verb(_("Rather earlier: waiting list"), address=waiting)
    if allowed.may_book and visit.patient and not visit.patient.erased_at:
        alike = {
            "patient": visit.patient_id,
            "treatment": treatment_after(visit).pk,
            "practitioner": visit.practitioner_id,
        }
        book = f"{reverse('agenda:book')}?{urlencode(alike)}"
        yield Verb(_("One more appointment"), address=book)
        series = f"{reverse('agenda:series')}?afspraak={visit.pk}"
        yield Verb(_("Plan a series"), address=series)
