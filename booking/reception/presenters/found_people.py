"""Rows of what a search on the agenda found: each patient with what tells them apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from booking.choices import Complaint
from booking.models import Appointment, Patient, Practitioner, Treatment
from booking.models.patient_search import Wanted
from booking.reception.presenters.clocks import short_clock
from booking.reception.presenters.search import remark_on
from booking.scheduling.clock import clinic_date
from booking.services.patients.find import find_patients
from booking.services.patients.glance import Glance, glances_at
from booking.text.formats import phone_text, short_day_text
from booking.text.marking import marked_pieces

# Whoever is not among these is searched better.
MOST_SHOWN = 6
Pieces = list[tuple[str, bool]]


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """A patient in words. `name`, `phone` and `email` are pieces with whether they were typed."""

    patient: Patient
    name: Pieces
    phone: Pieces
    email: Pieces
    known: str
    last: str
    next: str
    double: str
    hand_url: str
    card: Appointment | None


@dataclass(frozen=True, slots=True)
class FoundPeople:
    """People whom a search found, with what to do when they are none or too many."""

    words: str
    people: Sequence[FoundPerson]
    remark: str


def found_people(words: str, day: date, *, now: datetime) -> FoundPeople:
    """Find patients by what somebody typed; seven queries at most."""
    found = find_patients(words, now=now, most=MOST_SHOWN)
    proposed = treatment_of_somebody_new()
    wanted = Wanted.typed(words)
    parts = [*wanted.words, *wanted.numbers]
    people = [
        _person(glance, parts, day, glance.treatment or proposed, now)
        for glance in glances_at(found.patients, now=now)
    ]
    return FoundPeople(words.strip(), people, remark_on(found) if words.strip() else "")


def treatment_of_somebody_new() -> Treatment | None:
    """The first treatment that somebody gives to a new complaint, or else to any; one query."""
    given = Treatment.objects.filter(practitioners__in=Practitioner.objects.active()).distinct()
    order = [Complaint.NEW, Complaint.ANY, Complaint.RUNNING]
    return min(given, key=lambda one: order.index(Complaint(one.complaint)), default=None)


def hand_url(day: date, treatment: Treatment, patient: Patient) -> str:
    """The agenda of a day with a new booking for the patient in the hand.

    Example: `/beheer/agenda/?dag=2027-01-12&hand=nieuw&patient=12&behandeling=3`.
    """
    asked = {"dag": day.isoformat(), "hand": "nieuw"}
    booking = {"patient": str(patient.pk), "behandeling": str(treatment.pk)}
    return f"{reverse('agenda:index')}?{urlencode(asked | booking)}"


def _person(
    glance: Glance, parts: Sequence[str], day: date, treatment: Treatment | None, now: datetime
) -> FoundPerson:
    patient, today = glance.patient, clinic_date(now)
    mail = [part.partition("@")[0] for part in parts]
    return FoundPerson(
        patient=patient,
        name=marked_pieces(patient.name, parts),
        phone=marked_pieces(phone_text(patient.phone), parts),
        email=marked_pieces(patient.email, mail),
        known=_known(glance, today),
        last=_visit_text(glance.last, today) if glance.last else _("never yet"),
        next=_visit_text(glance.next, today) if glance.next else _("none"),
        double=DOUBLES[glance.double]() if glance.double else "",
        hand_url=hand_url(day, treatment, patient) if treatment else "",
        card=glance.next or glance.last,
    )


DOUBLES = {
    "phone": lambda: _("same phone: is this the same person?"),
    "email": lambda: _("same e-mail: is this the same person?"),
}


def _known(glance: Glance, today: date) -> str:
    """The day since when, and the number of visits. Example: "sinds 2023 · 31 afspraken"."""
    is_recent = glance.since.year == today.year
    since = date_format(glance.since, "j F" if is_recent else "Y")
    visits = ngettext("%(visits)d appointment", "%(visits)d appointments", glance.visits)
    told = _("since %(day)s") % {"day": since}
    return f"{told} · {visits % {'visits': glance.visits}}"


def _visit_text(visit: Appointment, today: date) -> str:
    """Day, hour, therapist and treatment. Example: "do 19 nov 9.30 · Hanne · Vervolg, 6 van 18"."""
    day = short_day_text(visit.starts_at)
    if visit.day.year != today.year:
        day = f"{day} {visit.day.year}"
    told = f"{day} {short_clock(visit.starts_at)} · {visit.practitioner.first_name}"
    told = f"{told} · {visit.treatment.name_in_agenda}"
    # Read with_turn().
    turn, turns = getattr(visit, "turn", None), getattr(visit, "turns", None)
    if not turn:
        return told
    place = _("%(number)s of %(count)s") % {"number": turn, "count": turns}
    return f"{told}, {place}"
