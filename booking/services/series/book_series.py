from datetime import datetime

from booking.choices import AttemptKind
from booking.errors import HoldExpired, TimeTaken
from booking.models import Appointment, AppointmentSeries
from booking.models.patient import ContactDetails
from booking.models.rules import rules_for
from booking.services.guards.attempts import count_attempt, count_contacts
from booking.services.guards.keeping import keep
from booking.services.guards.limits import refuse_beyond_limits
from booking.services.guards.locking import locked_practitioners
from booking.services.guards.patient import patient_with
from booking.services.guards.policy import policy_with
from booking.services.mail.owe import owe_series

# Fields that Appointment.book() changes, for bulk_update().
BOOKED_FIELDS = [
    "changed_by",
    "changed_at",
    "status",
    "held_until",
    "patient",
    "consented_at",
    "policy",
    "arranged_at",
    "change_until",
]


def book_series(
    *,
    series: AppointmentSeries,
    details: ContactDetails,
    now: datetime,
    agreed_to: str = "",
    source: str = "",
) -> AppointmentSeries:
    """Turn all holds of a series into appointments and owe one mail, or change nothing.

    `agreed_to` holds the words on cancelling that the page showed. A second call returns the series
    that the first one booked. Holds that ran out or were given back are good while their times can
    still be booked.
    `source` is the visitor's network address, counted first; an empty one is not counted. Raises
    HoldExpired, OwnVisitThen, TooManyThatDay, TooManyVisits, TooManyAttempts.
    """
    count_attempt(AttemptKind.BOOK, source, now=now)
    try:
        with locked_practitioners(series.appointments.values_list("practitioner_id", flat=True)):
            held = AppointmentSeries.objects.select_for_update().get(pk=series.pk)
            if held.patient_id is None:
                _book(held, details, agreed_to, now)
            return held
    except TimeTaken as error:  # somebody else kept a lock for too long
        raise HoldExpired from error


def _book(
    series: AppointmentSeries, details: ContactDetails, agreed_to: str, now: datetime
) -> None:
    visits = list(series.appointments.select_for_update().order_by("pk"))
    rules = rules_for(series.treatment)
    keep(visits, rules=rules, now=now)
    count_contacts(AttemptKind.BOOK, details.email, details.phone, now=now)
    series.patient = patient_with(details, now)
    spans = [visit.span for visit in visits]
    refuse_beyond_limits(series.patient, spans, series.treatment, rules=rules, now=now)
    policy = policy_with(agreed_to, now=now)
    for visit in visits:
        visit.book(series.patient, now, policy)
        visit.note_change(None, now)
    Appointment.objects.bulk_update(visits, BOOKED_FIELDS)
    series.save(update_fields=["patient"])
    owe_series(series, now=now)
