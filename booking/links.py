"""Signed links: each opens one thing, for a limited time, and names no person.

Functions that end in `_path` give a path for pages, those in `_url` a whole address for mails. Both
are in the language that is active. Functions that begin with `read` give what a link opens.
"""

from datetime import date, datetime, timedelta
from enum import StrEnum
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac

from booking.errors import LinkExpired
from booking.models import Appointment, AppointmentSeries, Patient, WaitlistEntry, WaitlistOffer
from booking.scheduling.clock import clinic_date
from booking.signing import sign, uid_in, unsigned

LINK_OUTLIVES_VISIT = timedelta(days=30)  # it works until this long after the appointment


class Purpose(StrEnum):
    """Things that a link can open; a link for one purpose is refused for the others."""

    HOLD = "hold"
    # A hold to which an appointment is to move: it cannot be booked as one of its own.
    MOVE = "move"
    VISIT = "visit"
    SERIES_HOLD = "series-hold"
    SERIES = "series"
    # All appointments of the mailbox that it was sent to; it stands in mails only.
    VISITS = "visits"
    OFFER = "offer"
    WAITING = "waiting"
    # It stands in mails only, so whoever opens it reads the address of the entry.
    CONFIRM = "confirm"


ANYBODY = "ieder"  # the value of `?kinesitherapeut=` when any therapist will do
HOLD_LINK_AGE = timedelta(days=1)  # a form that lay open for longer has to be started again
# Every mail brings a new link to all appointments, and anybody can ask for one
# (services/mail/send_links.py).
VISITS_LINK_AGE = timedelta(days=90)


def token(
    purpose: Purpose, row: Appointment | AppointmentSeries | WaitlistEntry | WaitlistOffer
) -> str:
    """Sign a token that opens `row` for that purpose."""
    return sign(purpose, row.uid.hex)


def visits_token(patient: Patient, *, now: datetime) -> str:
    """Sign a token that opens all appointments of the patient's mailbox, for VISITS_LINK_AGE.

    It stops working when the patient's e-mail address changes: whoever got it at a mistyped address
    opens nothing with it any more.
    """
    last_day = (now + VISITS_LINK_AGE).date()
    return sign(Purpose.VISITS, f"{patient.uid.hex}{_mailbox(patient)}{last_day:%Y%m%d}")


def read(purpose: Purpose, value: str, *, now: datetime) -> Appointment:
    """The appointment that a HOLD, MOVE or VISIT link names. Raises LinkInvalid, LinkExpired."""
    appointment = Appointment.objects.for_page().filter(uid=uid_in(purpose, value)).first()
    if appointment is None or _is_erased(appointment.patient):
        raise LinkExpired
    if now > _expires_at(purpose, appointment):
        raise LinkExpired
    return appointment


def read_series(purpose: Purpose, value: str, *, now: datetime) -> AppointmentSeries:
    """The series that a SERIES_HOLD or SERIES link names. Raises LinkInvalid, LinkExpired."""
    rows = AppointmentSeries.objects.select_related("patient", "treatment")
    series = rows.filter(uid=uid_in(purpose, value)).first()
    if series is None or _is_erased(series.patient):
        raise LinkExpired
    if purpose == Purpose.SERIES_HOLD and now > series.created_at + HOLD_LINK_AGE:
        raise LinkExpired
    last = series.appointments.order_by("-ends_at").first()
    if last is None or now > last.ends_at + LINK_OUTLIVES_VISIT:
        raise LinkExpired
    return series


def read_offer(value: str, *, now: datetime) -> WaitlistOffer:
    """The offer that an OFFER link names, be it answered or past: its page says so.

    Raises LinkInvalid, LinkExpired.
    """
    offer = WaitlistOffer.objects.for_page().filter(uid=uid_in(Purpose.OFFER, value)).first()
    if offer is None or _is_erased(offer.entry.patient):
        raise LinkExpired
    if now > offer.starts_at + LINK_OUTLIVES_VISIT:
        raise LinkExpired
    return offer


def read_waiting(value: str, *, now: datetime, by: Purpose = Purpose.WAITING) -> WaitlistEntry:
    """The entry, ended or not, that this link names. Raises LinkInvalid, LinkExpired."""
    entry = WaitlistEntry.objects.for_page().filter(uid=uid_in(by, value)).first()
    if entry is None or _is_erased(entry.patient):
        raise LinkExpired
    if clinic_date(now) > entry.until_day + LINK_OUTLIVES_VISIT:
        raise LinkExpired
    return entry


def read_visits(value: str, *, now: datetime) -> Patient:
    """The patient whose mailbox the link was sent to, or the one with whom that one was merged.

    Raises LinkInvalid, LinkExpired.
    """
    content = unsigned(Purpose.VISITS, value)
    uid, mailbox, last_day = content[:32], content[32:48], content[48:]
    patient = Patient.objects.known().named(UUID(uid)).first()
    if patient is None or mailbox != _mailbox(patient) or f"{now.date():%Y%m%d}" > last_day:
        raise LinkExpired
    return patient


def hold_path(appointment: Appointment) -> str:
    return reverse("booking:details", args=[token(Purpose.HOLD, appointment)])


def confirmed_path(appointment: Appointment) -> str:
    return reverse("booking:confirmed", args=[token(Purpose.VISIT, appointment)])


def visit_path(appointment: Appointment) -> str:
    return reverse("booking:visit", args=[token(Purpose.VISIT, appointment)])


def moments_path(visit: Appointment, *, day: date | None = None, with_anybody: bool = False) -> str:
    """The page on which the patient chooses a new time for the appointment.

    It shows times of its own therapist or, `with_anybody`, of everybody who gives the treatment.
    """
    query = {"kinesitherapeut": ANYBODY} if with_anybody else {}
    if day:
        query["dag"] = day.isoformat()
    path = reverse("booking:move", args=[token(Purpose.VISIT, visit)])
    return f"{path}?{urlencode(query)}" if query else path


def move_path(visit: Appointment, hold: Appointment) -> str:
    """The page on which the patient confirms that the appointment moves to the held time."""
    tokens = [token(Purpose.VISIT, visit), token(Purpose.MOVE, hold)]
    return reverse("booking:confirm_move", args=tokens)


def series_hold_path(series: AppointmentSeries) -> str:
    return reverse("booking:series_details", args=[token(Purpose.SERIES_HOLD, series)])


def series_confirmed_path(series: AppointmentSeries) -> str:
    return reverse("booking:series_confirmed", args=[token(Purpose.SERIES, series)])


def series_path(series: AppointmentSeries) -> str:
    return reverse("booking:series_visits", args=[token(Purpose.SERIES, series)])


def offer_path(offer: WaitlistOffer) -> str:
    return reverse("booking:offer", args=[token(Purpose.OFFER, offer)])


def waiting_path(entry: WaitlistEntry) -> str:
    return reverse("booking:waiting", args=[token(Purpose.WAITING, entry)])


def wishes_path(entry: WaitlistEntry) -> str:
    return reverse("booking:wishes", args=[token(Purpose.WAITING, entry)])


def start_url() -> str:
    return _absolute(reverse("booking:start"))


def visit_url(appointment: Appointment) -> str:
    return _absolute(visit_path(appointment))


def visits_url(patient: Patient, *, now: datetime, page: str = "my_visits") -> str:
    """The address of a page with all appointments of the patient's mailbox; for mails only.

    Whoever reads the mailbox may see them all, and nobody else.
    """
    return _absolute(reverse(f"booking:{page}", args=[visits_token(patient, now=now)]))


def series_url(series: AppointmentSeries) -> str:
    return _absolute(series_path(series))


def offer_url(offer: WaitlistOffer) -> str:
    return _absolute(offer_path(offer))


def waiting_url(entry: WaitlistEntry) -> str:
    return _absolute(waiting_path(entry))


def confirm_entry_path(entry: WaitlistEntry) -> str:
    """The page that confirms an entry; for mails, and pages that only a mail leads to."""
    return reverse("booking:confirm_entry", args=[token(Purpose.CONFIRM, entry)])


def confirm_entry_url(entry: WaitlistEntry) -> str:
    return _absolute(confirm_entry_path(entry))


def _absolute(path: str) -> str:
    return f"{settings.SITE_URL}{path}"


def _expires_at(purpose: Purpose, appointment: Appointment) -> datetime:
    if purpose in {Purpose.HOLD, Purpose.MOVE}:
        return appointment.created_at + HOLD_LINK_AGE
    return appointment.ends_at + LINK_OUTLIVES_VISIT


def _is_erased(patient: Patient | None) -> bool:
    return patient is not None and patient.erased_at is not None


def _mailbox(patient: Patient) -> str:
    return salted_hmac("booking.link.mailbox", patient.email.lower()).hexdigest()[:16]
