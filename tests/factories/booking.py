"""A practice to test with: everything on Tuesday 12 January 2027, seen from the Monday before."""

from datetime import UTC, date, datetime, time, timedelta

import factory
from factory.django import DjangoModelFactory

from booking.choices import (
    AppointmentStatus,
    AttemptKind,
    Convention,
    NotificationKind,
    Weekday,
)
from booking.models import (
    Absence,
    Appointment,
    AppointmentSeries,
    Attempt,
    ConventionStatus,
    MailText,
    Notification,
    Patient,
    Policy,
    Practitioner,
    Slot,
    Tariff,
    Treatment,
    WaitlistEntry,
    WaitlistOffer,
    WorkingHours,
)
from booking.models.patient import ContactDetails
from booking.models.rules import practice_rules

NOW = datetime(2027, 1, 11, 9, 0, tzinfo=UTC)
DAY = date(2027, 1, 12)
# What somebody types who books.
MIA = ContactDetails("Mia Voorbeeld", "mia@patient.example", "+32470123456")


def at(hour: int, minute: int = 0, *, day: date = DAY) -> datetime:
    """A moment in UTC; the clinic's clock is an hour ahead in January."""
    return datetime.combine(day, time(hour, minute), UTC)


class TreatmentFactory(DjangoModelFactory):
    class Meta:
        model = Treatment

    name = factory.Sequence(lambda n: f"Behandeling {n}")
    slug = factory.Sequence(lambda n: f"behandeling-{n}")
    duration = timedelta(minutes=30)
    # Finer than the automatic one, so that tests see hours that are no multiples of the length.
    step = timedelta(minutes=15)


class PractitionerFactory(DjangoModelFactory):
    """With `treatments=[…]`, or with every treatment there is."""

    class Meta:
        model = Practitioner
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Noor Tester{n}")
    slug = factory.Sequence(lambda n: f"noor-tester{n}")

    @factory.post_generation
    def treatments(self: Practitioner, create: bool, given: list[Treatment] | None) -> None:
        if create:
            self.treatments.set(Treatment.objects.all() if given is None else given)


class WorkingHoursFactory(DjangoModelFactory):
    class Meta:
        model = WorkingHours

    practitioner = factory.SubFactory(PractitionerFactory)
    weekday = Weekday.TUESDAY
    opens = time(9)
    closes = time(12)
    valid_from = date(2027, 1, 4)


class SlotFactory(DjangoModelFactory):
    """From 8 to 11 UTC: 9 to 12 on the clinic's clock."""

    class Meta:
        model = Slot

    practitioner = factory.SubFactory(PractitionerFactory)
    starts_at = at(8)
    ends_at = at(11)


class AbsenceFactory(DjangoModelFactory):
    class Meta:
        model = Absence

    practitioner = factory.SubFactory(PractitionerFactory)
    starts_at = at(8)
    ends_at = at(11)
    reason = "vorming"


class PatientFactory(DjangoModelFactory):
    class Meta:
        model = Patient

    name = factory.Sequence(lambda n: f"Mia Voorbeeld{n}")
    email = factory.Sequence(lambda n: f"mia{n}@patient.example")
    phone = "+32470123456"
    created_at = NOW


class PolicyFactory(DjangoModelFactory):
    class Meta:
        model = Policy

    text = factory.Sequence(lambda n: f"Afzeggen kan tot {n} uur vooraf.")
    created_at = NOW


class AppointmentFactory(DjangoModelFactory):
    """Booked for 8:00 UTC; `held=True` makes it a hold, `cancelled=True` a cancelled visit."""

    class Meta:
        model = Appointment

    class Params:
        held = factory.Trait(
            status=AppointmentStatus.PENDING, held_until=NOW + timedelta(minutes=10), patient=None
        )
        cancelled = factory.Trait(status=AppointmentStatus.CANCELLED, cancelled_at=NOW, sequence=1)

    treatment = factory.SubFactory(TreatmentFactory)
    practitioner = factory.SubFactory(PractitionerFactory)
    patient = factory.SubFactory(PatientFactory)
    starts_at = at(8)
    ends_at = factory.LazyAttribute(lambda visit: visit.starts_at + visit.treatment.duration)
    status = AppointmentStatus.BOOKED
    change_until = factory.LazyAttribute(lambda visit: visit.starts_at - timedelta(hours=24))
    arranged_at = NOW
    created_at = NOW


class NotificationFactory(DjangoModelFactory):
    class Meta:
        model = Notification

    appointment = factory.SubFactory(AppointmentFactory)
    patient = factory.LazyAttribute(lambda owed: owed.appointment.patient)
    kind = NotificationKind.BOOKED
    sequence = 0
    created_at = NOW
    due_at = NOW


class SeriesFactory(DjangoModelFactory):
    """Without visits: make them with `AppointmentFactory(series=…, patient=series.patient)`."""

    class Meta:
        model = AppointmentSeries

    treatment = factory.SubFactory(TreatmentFactory)
    patient = factory.SubFactory(PatientFactory)
    created_at = NOW


class WaitlistEntryFactory(DjangoModelFactory):
    """Any day of January, any hour, any therapist."""

    class Meta:
        model = WaitlistEntry

    patient = factory.SubFactory(PatientFactory)
    treatment = factory.SubFactory(TreatmentFactory)
    from_day = date(2027, 1, 11)
    until_day = date(2027, 1, 31)
    created_at = NOW
    asks_since = factory.SelfAttribute("created_at")
    confirmed_at = factory.SelfAttribute("created_at")


class WaitlistOfferFactory(DjangoModelFactory):
    """Of 8:00 UTC, open for three hours, with its hold."""

    class Meta:
        model = WaitlistOffer

    entry = factory.SubFactory(WaitlistEntryFactory)
    practitioner = factory.SubFactory(PractitionerFactory)
    starts_at = at(8)
    ends_at = factory.LazyAttribute(lambda one: one.starts_at + one.entry.treatment.duration)
    offered_at = NOW
    expires_at = NOW + timedelta(hours=3)
    hold = factory.LazyAttribute(
        lambda one: AppointmentFactory(
            held=True,
            held_until=one.expires_at,
            treatment=one.entry.treatment,
            practitioner=one.practitioner,
            starts_at=one.starts_at,
        )
    )


class AttemptFactory(DjangoModelFactory):
    class Meta:
        model = Attempt

    kind = AttemptKind.HOLD
    source = "a" * 64
    made_at = NOW


class MailTextFactory(DjangoModelFactory):
    class Meta:
        model = MailText

    kind = NotificationKind.BOOKED
    language = "nl"


class ConventionStatusFactory(DjangoModelFactory):
    class Meta:
        model = ConventionStatus

    practitioner = factory.SubFactory(PractitionerFactory)
    status = Convention.FULL
    valid_from = date(2026, 1, 1)


class TariffFactory(DjangoModelFactory):
    class Meta:
        model = Tariff

    treatment = factory.SubFactory(TreatmentFactory)
    convention = Convention.FULL
    valid_from = date(2026, 1, 1)
    total, refund, copay = "30.00", "23.75", "6.25"
    refund_increased, copay_increased = "27.50", "2.50"


def practice_may(**rules: object) -> None:
    """Store the practice's rules with these changes."""
    stored = practice_rules()
    for name, value in rules.items():
        setattr(stored, name, value)
    stored.save()
