"""A row of each kind, and the values with which addresses lead to them."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from booking import links
from booking.feed_links import feed_token
from booking.links import Purpose
from booking.models import Appointment, BookingRules, HoursChange, WaitlistOffer
from booking.models.hours_change import HoursChangeKind
from booking.scheduling.clock import CLINIC_TZ
from booking.services.practice.feeds import open_feed
from booking.substitution_links import choices_path
from tests.factories.booking import (
    AbsenceFactory,
    AppointmentFactory,
    ConventionStatusFactory,
    NotificationFactory,
    PatientFactory,
    PractitionerFactory,
    SeriesFactory,
    SlotFactory,
    TariffFactory,
    WaitlistEntryFactory,
    WaitlistOfferFactory,
    WorkingHoursFactory,
    at,
)
from tests.factories.hours import InternalBlockFactory
from tests.factories.illness import SubstituteFactory
from tests.factories.users import UserFactory
from tests.site.made_pages import Values, file_values, page_values, source_values, staff_values

OF_A_SERIES = [
    "series_confirmed",
    "series_visits",
    "series_cancel",
    "series_move",
    "series_calendar_file",
]


def made_values() -> dict[str, str]:
    """Make the rows. The keys are those of `Address.filled_in`."""
    visit = visit_of_a_series()
    offer = offer_to(visit)
    found = desk_values(visit, offer) | working_time_values(visit) | illness_values(visit)
    found |= (
        link_values(visit, offer) | page_values() | file_values() | source_values() | staff_values()
    )
    return {key: str(value) for key, value in found.items()}


def visit_of_a_series() -> Appointment:
    """A visit in three days at nine, of a therapist who works until noon."""
    now = timezone.now()
    day = timezone.localdate(now, CLINIC_TZ) + timedelta(days=3)
    nine, twelve = (datetime.combine(day, time(hour), CLINIC_TZ) for hour in (9, 12))
    series = SeriesFactory(created_at=now)
    therapist = PractitionerFactory()
    SlotFactory(practitioner=therapist, starts_at=nine, ends_at=twelve)
    visit: Appointment = AppointmentFactory(
        treatment=series.treatment,
        practitioner=therapist,
        patient=series.patient,
        series=series,
        starts_at=nine,
    )
    return visit


def offer_to(visit: Appointment) -> WaitlistOffer:
    """An offer of a later hour to the patient of the visit, who waits."""
    now = timezone.now()
    entry = WaitlistEntryFactory(
        patient=visit.patient,
        treatment=visit.treatment,
        appointment=visit,
        from_day=visit.day,
        until_day=visit.day + timedelta(days=7),
    )
    offer: WaitlistOffer = WaitlistOfferFactory(
        entry=entry,
        practitioner=visit.practitioner,
        starts_at=visit.starts_at + timedelta(hours=1),
        offered_at=now,
        expires_at=now + timedelta(hours=3),
    )
    return offer


def held_by(visit: Appointment, *, hours: float, **facts: object) -> Appointment:
    """A hold of the same therapist, so many hours later than the visit."""
    held: Appointment = AppointmentFactory(
        held=True,
        held_until=timezone.now() + timedelta(minutes=10),
        treatment=visit.treatment,
        practitioner=visit.practitioner,
        starts_at=visit.starts_at + timedelta(hours=hours),
        created_at=timezone.now(),
        **facts,
    )
    return held


def desk_values(visit: Appointment, offer: WaitlistOffer) -> Values:
    return {
        "agenda:pk": visit.pk,
        "patienten:pk": PatientFactory(name="Jos Voorbeeld").pk,
        "patienten:visits:pk": visit.patient_id,
        "patienten:other": PatientFactory(name="Jos Voorbeelt").pk,
        "wachtlijst:pk": offer.entry_id,
        "wachtlijst:answer:pk": offer.pk,
        "berichten:pk": NotificationFactory(appointment=visit).pk,
        "mailteksten:kind": "booked",
        "mailteksten:language": "nl",
    }


def working_time_values(visit: Appointment) -> Values:
    therapist = visit.practitioner
    change = HoursChange.objects.create(
        practitioner=therapist, kind=HoursChangeKind.values[0], made_at=timezone.now()
    )
    return {
        "afwezigheden:pk": AbsenceFactory().pk,
        "interne_blokken:pk": InternalBlockFactory().pk,
        "beschikbaarheid:pk": therapist.slots.get().pk,
        "werkroosters:pk": WorkingHoursFactory().pk,
        "buiten_uren:pk": change.pk,
        "aandacht:day:day": visit.day,
        "aandacht:note_day:day": visit.day,
        "behandelingen:pk": visit.treatment_id,
        "kinesitherapeuten:pk": therapist.pk,
        "tarieven:pk": TariffFactory(treatment=visit.treatment).pk,
        "conventiestatussen:pk": ConventionStatusFactory(practitioner=therapist).pk,
        # There is one row of each setting.
        "beheer/settings/<slug:app_name>/<slug:model_name>/<int:pk>/:pk": BookingRules.load().pk,
        "wagtailsettings:pk": BookingRules.load().pk,
        "wagtailsettings:app_name": "booking",
        "wagtailsettings:model_name": "bookingrules",
    }


def illness_values(visit: Appointment) -> Values:
    """The patient of the visit may choose an hour with somebody else."""
    absence = AbsenceFactory(practitioner=visit.practitioner, starts_at=at(8), ends_at=at(9))
    choice = SubstituteFactory(
        substitution__appointment=visit,
        substitution__absence=absence,
        substitution__answer_until=visit.starts_at - timedelta(hours=1),
        starts_at=visit.starts_at,
    )
    return {
        "ziek:pk": absence.pk,
        "ziek:take:pk": choice.pk,
        "ziek:call:pk": choice.substitution_id,
        "booking:choices:token": choices_path(choice.substitution).split("/")[-2],
    }


def link_values(visit: Appointment, offer: WaitlistOffer) -> Values:
    """The links of a patient, each for its purpose."""
    now, series, patient = timezone.now(), visit.series, visit.patient
    assert series
    assert patient
    held_series = SeriesFactory(treatment=visit.treatment, patient=None, created_at=now)
    held_by(visit, hours=2.5, series=held_series)
    mailbox = links.visits_token(patient, now=now)
    therapist = PractitionerFactory(user=UserFactory())
    tokens = {
        "details": links.token(Purpose.HOLD, held_by(visit, hours=1.5)),
        "my_visits": mailbox,
        "reminders": mailbox,
        "series_details": links.token(Purpose.SERIES_HOLD, held_series),
        "confirm_entry": links.token(Purpose.CONFIRM, offer.entry),
        "waiting": links.token(Purpose.WAITING, offer.entry),
        "wishes": links.token(Purpose.WAITING, offer.entry),
        "offer": links.token(Purpose.OFFER, offer),
        "calendar_feed": feed_token(open_feed(therapist, now=now, shown="")),
    } | dict.fromkeys(OF_A_SERIES, links.token(Purpose.SERIES, series))
    return {f"booking:{page}:token": token for page, token in tokens.items()} | {
        "booking:token": links.token(Purpose.VISIT, visit),
        "booking:hold_token": links.token(Purpose.MOVE, held_by(visit, hours=2, moves=visit)),
    }
