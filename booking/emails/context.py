"""The facts that a letter is written from: one class for each thing that a mail can be about.

Each context holds its rows, never a row that may be missing. `context_of` gathers one for a mail
that is owed, `booking/emails/samples.py` makes one up for the preview.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from booking.choices import CancelledBy, LetterKind, NotificationKind
from booking.models import (
    Appointment,
    AppointmentSeries,
    Notification,
    Patient,
    Substitute,
    Substitution,
    WaitlistEntry,
    WaitlistOffer,
)
from booking.models.known_time import KnownTime
from booking.models.mail_text import Variable
from booking.practice import Practice, current_practice
from booking.text.formats import day_text, moment_text, phone_text, time_text


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterContext:
    """Facts that every letter has: its reader, its sender and the moment of writing.

    `variables` are the words in braces that `values` can fill in.
    """

    variables: ClassVar[tuple[Variable, ...]] = (
        Variable.NAME,
        Variable.PRACTICE,
        Variable.PHONE,
    )
    patient: Patient
    practice: Practice
    now: datetime

    @property
    def is_over(self) -> bool:
        """Tell whether the letter is about the past, and cannot end on "see you soon"."""
        return False

    def values(self) -> dict[Variable, str]:
        """The text that replaces each word in braces, in the active language."""
        return {
            Variable.NAME: self.patient.addressed_as,
            Variable.PRACTICE: self.practice.name,
            Variable.PHONE: phone_text(self.practice.phone),
            **self._more_values(),
        }

    def _more_values(self) -> dict[Variable, str]:
        return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitContext(LetterContext):
    """Facts for a letter about one appointment.

    `known` is the time that the patient was told before this mail; None if there was none.

    Example: told of 10:00, then moved to 11:00. The letter about the move has a `visit` at 11:00
    and 10:00 as `known`.
    """

    variables: ClassVar[tuple[Variable, ...]] = (
        *LetterContext.variables,
        Variable.DAY,
        Variable.TIME,
        Variable.THERAPIST,
    )
    visit: Appointment
    known: KnownTime | None = None

    @property
    def moment(self) -> Appointment | KnownTime:
        """The time that the letter names.

        Example: told of 10:00, moved to 11:00 and cancelled before that was mailed. The letter
        says that the appointment at 10:00 is cancelled: the patient never heard of 11:00.
        """
        return self.known if self.visit.is_cancelled and self.known else self.visit

    @property
    def is_over(self) -> bool:
        return not self.visit.is_cancelled and self.visit.starts_at <= self.now

    def _more_values(self) -> dict[Variable, str]:
        return _values_of(self.moment)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesContext(LetterContext):
    """Facts for a letter about a series.

    `visits` are its appointments that are not over, by time; also the cancelled ones, unless that
    was before the patient was first told of the series.
    """

    series: AppointmentSeries
    visits: Sequence[Appointment]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryContext(LetterContext):
    """Facts for a letter about a waiting-list entry."""

    entry: WaitlistEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferContext(LetterContext):
    """Facts for a letter that offers an earlier time."""

    variables: ClassVar[tuple[Variable, ...]] = (*VisitContext.variables, Variable.UNTIL)
    offer: WaitlistOffer

    def _more_values(self) -> dict[Variable, str]:
        return _values_of(self.offer) | {Variable.UNTIL: moment_text(self.offer.expires_at)}


@dataclass(frozen=True, slots=True, kw_only=True)
class SubstitutionContext(LetterContext):
    """Facts for a letter about an appointment whose therapist cannot come, or can after all.

    It names the time that the patient knows. `choices` are the times to choose from.
    """

    variables: ClassVar[tuple[Variable, ...]] = VisitContext.variables
    substitution: Substitution
    choices: Sequence[Substitute]

    def _more_values(self) -> dict[Variable, str]:
        return _values_of(self.substitution)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinksContext(LetterContext):
    """Facts for a letter with the link to all appointments of a patient."""


def context_of(notification: Notification, *, now: datetime) -> LetterContext:
    """Gather what the letter of a mail that is owed needs, in the active language.

    One query for the practice, and one for the appointments of a series, when the notification
    comes from `for_sending()`.
    """
    patient, practice = notification.addressee, current_practice()
    if visit := notification.appointment:
        known = notification.known_time
        return VisitContext(patient=patient, practice=practice, now=now, visit=visit, known=known)
    if series := notification.series:
        visits = _visits_of(series, now)
        return SeriesContext(
            patient=patient, practice=practice, now=now, series=series, visits=visits
        )
    if entry := notification.entry:
        return EntryContext(patient=patient, practice=practice, now=now, entry=entry)
    if offer := notification.offer:
        return OfferContext(patient=patient, practice=practice, now=now, offer=offer)
    if substitution := notification.substitution:
        return SubstitutionContext(
            patient=patient,
            practice=practice,
            now=now,
            substitution=substitution,
            choices=_kept_choices(substitution, now),
        )
    return LinksContext(patient=patient, practice=practice, now=now)


def letter_kind_of(notification: Notification) -> LetterKind:
    """The letter that says what a mail tells of.

    Most kinds of mail have one letter of the same value. A cancellation has two, by who cancelled,
    a series by whether it has changed since the patient was told of it, and a waiting-list entry by
    whether it is confirmed.
    """
    visit, series = notification.appointment, notification.series
    if notification.entry and not notification.entry.is_confirmed:
        return LetterKind.CONFIRM
    if notification.kind == NotificationKind.CANCELLED and visit:
        by_practice = visit.cancelled_by == CancelledBy.PRACTICE
        return LetterKind.CALLED_OFF if by_practice else LetterKind.CANCELLED
    if series and series.has_news:
        return LetterKind.SERIES_CHANGED
    return LetterKind(notification.kind)


def _values_of(
    moment: Appointment | WaitlistOffer | Substitution | KnownTime,
) -> dict[Variable, str]:
    return {
        Variable.DAY: day_text(moment.starts_at),
        Variable.TIME: time_text(moment.starts_at),
        Variable.THERAPIST: moment.practitioner.name,
    }


def _visits_of(series: AppointmentSeries, now: datetime) -> Sequence[Appointment]:
    visits = series.known_visits().filter(ends_at__gt=now)
    return list(visits.for_page().order_by("starts_at"))


def _kept_choices(substitution: Substitution, now: datetime) -> Sequence[Substitute]:
    """Choices that nobody else took, by time; one query."""
    rows = substitution.choices.select_related("practitioner", "hold").order_by("starts_at", "pk")
    return [choice for choice in rows if choice.is_kept(now)]
