"""What a letter is written about, with all that it needs from the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from booking.choices import CancelledBy, LetterKind, NotificationKind
from booking.models import (
    Appointment,
    AppointmentSeries,
    Notification,
    Patient,
    WaitlistEntry,
    WaitlistOffer,
)
from booking.models.mail_text import Variable
from booking.models.notification import KnownTime
from booking.practice import Practice, current_practice
from booking.text.formats import day_text, moment_text, phone_text, time_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """`visit` for a letter about one, `series` with `visits` (not over), `place` or `offer`.

    `known` is what the patient knew of a visit that has moved or is cancelled since.
    """

    kind: LetterKind
    patient: Patient
    practice: Practice
    now: datetime
    visit: Appointment | None = None
    known: KnownTime | None = None
    series: AppointmentSeries | None = None
    visits: Sequence[Appointment] = ()
    entry: WaitlistEntry | None = None
    offer: WaitlistOffer | None = None

    @property
    def moment(self) -> Appointment | WaitlistOffer | KnownTime | None:
        """What it names. A move that was never told is not told by a cancellation."""
        if self.visit and self.visit.is_cancelled and self.known:
            return self.known
        return self.visit or self.offer

    @property
    def policy(self) -> str:
        """On cancelling: what the patient agreed to, or else what the practice says now."""
        visit = self.visit or next(iter(self.visits), None)
        agreed = visit.policy if visit else None
        return agreed.text if agreed else self.practice.cancellation_policy

    def values(self) -> dict[Variable, str]:
        """Of the words in braces, in the language that is active."""
        values = {
            Variable.NAME: self.patient.addressed_as,
            Variable.PRACTICE: self.practice.name,
            Variable.PHONE: phone_text(self.practice.phone),
        }
        if moment := self.moment:
            values[Variable.DAY] = day_text(moment.starts_at)
            values[Variable.TIME] = time_text(moment.starts_at)
            values[Variable.THERAPIST] = moment.practitioner.name
        if self.offer:
            values[Variable.UNTIL] = moment_text(self.offer.expires_at)
        return values


def matter_of(notification: Notification, *, now: datetime) -> Matter:
    """In two queries at most; in the language that is active."""
    return Matter(
        kind=_letter_kind(notification),
        patient=notification.patient,
        practice=current_practice(),
        now=now,
        visit=notification.appointment,
        known=notification.known_time,
        series=notification.series,
        visits=_visits_of(notification.series, now),
        entry=notification.entry,
        offer=notification.offer,
    )


def _letter_kind(notification: Notification) -> LetterKind:
    visit, series = notification.appointment, notification.series
    if notification.kind == NotificationKind.CANCELLED and visit:
        by_practice = visit.cancelled_by == CancelledBy.PRACTICE
        return LetterKind.CALLED_OFF if by_practice else LetterKind.CANCELLED
    if series and series.sequence:
        return LetterKind.SERIES_CHANGED
    return LetterKind(notification.kind)


def _visits_of(series: AppointmentSeries | None, now: datetime) -> Sequence[Appointment]:
    if series is None:
        return ()
    visits = series.appointments.filter(ends_at__gt=now, patient__isnull=False)
    return list(visits.for_page().order_by("starts_at"))
