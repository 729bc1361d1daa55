"""The screen "somebody is ill": whom to ask what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from booking.choices import AppointmentStatus
from booking.models import (
    Absence,
    Appointment,
    Practitioner,
    WaitlistOffer,
)
from booking.models.rules import practice_rules
from booking.models.versioned import versions_of
from booking.reception.forms.illness import Ticks, choice_value
from booking.reception.presenters.clocks import short_clock
from booking.scheduling.clock import CLINIC_TZ, clinic_date
from booking.scheduling.openings import Opening
from booking.services.mail.owe import STAFF_MAIL_DELAY
from booking.services.substitutes.find import find_substitutes
from booking.services.substitutes.offer import visits_to_offer


@dataclass(frozen=True, slots=True)
class Chip:
    """A time that a patient may choose, to tick."""

    value: str
    label: str
    is_ticked: bool


@dataclass(frozen=True, slots=True)
class Row:
    """An appointment that is hit, with the times to tick for its patient."""

    visit: Appointment
    chips: Sequence[Chip]
    has_address: bool
    is_ticked: bool
    hour: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The appointments that an absence hits and whose patients were not asked yet.

    `arrived` are here already, `withdrawn` is the number of offers that the absence ends.
    `by_night` when mails that can wait for the morning do.
    """

    rows: Sequence[Row]
    version: str
    arrived: Sequence[Appointment]
    withdrawn: int
    by_night: bool


def plan_of(absence: Absence, ticks: Ticks, *, now: datetime) -> Plan:
    """Read and propose; the number of queries grows with the treatments only."""
    visits = visits_to_offer(absence, now)
    found = find_substitutes(visits, absence, now=now)
    names = dict(Practitioner.objects.values_list("pk", "name"))
    rows = [_row(visit, found[visit.pk], names, ticks, now) for visit in visits]
    hit = Appointment.objects.hit_by(absence, now)
    offers = WaitlistOffer.objects.open().filter(
        starts_at__lt=absence.ends_at, ends_at__gt=absence.starts_at
    )
    if absence.practitioner_id:
        offers = offers.filter(practitioner=absence.practitioner_id)
    hours = practice_rules().mail_hours
    return Plan(
        rows=rows,
        version=versions_of(visits),
        arrived=list(hit.filter(status=AppointmentStatus.ARRIVED).select_related("patient")),
        withdrawn=0 if absence.pk else offers.count(),
        by_night=not hours.include(now + STAFF_MAIL_DELAY),
    )


def _row(
    visit: Appointment,
    openings: Sequence[Opening],
    names: dict[int, str],
    ticks: Ticks,
    now: datetime,
) -> Row:
    chips = []
    for opening in openings:
        value = choice_value(visit.pk, opening)
        label = f"{short_moment(opening.starts_at, now)} · {_first_name(names, opening)}"
        chips.append(Chip(value, label, ticks.has_choice(visit.pk, value)))
    has_address = visit.patient is not None and bool(visit.patient.email)
    ticked = has_address and bool(chips) and ticks.has_mail(visit.pk)
    return Row(visit, chips, has_address, ticked, short_moment(visit.starts_at, now))


def short_moment(instant: datetime, now: datetime) -> str:
    """Day and hour in few signs. Example: "vandaag 11.15", "di 1/12 11.00"."""
    if clinic_date(instant) == clinic_date(now):
        return _("today %(time)s") % {"time": short_clock(instant)}
    return f"{date_format(instant.astimezone(CLINIC_TZ), 'D j/n')} {short_clock(instant)}"


def _first_name(names: dict[int, str], opening: Opening) -> str:
    return names.get(opening.practitioner_id, "").split(" ", 1)[0]
