"""Appointments whose therapist cannot come, and the times that their patients may choose."""

from datetime import timedelta

import factory
from factory.django import DjangoModelFactory

from booking.models import Substitute, Substitution
from tests.factories.booking import NOW, AppointmentFactory, PractitionerFactory, at


class SubstitutionFactory(DjangoModelFactory):
    """Of an appointment at 8:00 UTC, to be answered within three hours."""

    class Meta:
        model = Substitution

    appointment = factory.SubFactory(AppointmentFactory)
    practitioner = factory.SelfAttribute("appointment.practitioner")
    starts_at = factory.SelfAttribute("appointment.starts_at")
    ends_at = factory.SelfAttribute("appointment.ends_at")
    made_at = NOW
    answer_until = NOW + timedelta(hours=3)


class SubstituteFactory(DjangoModelFactory):
    """At 10:00 UTC with somebody else, kept by a hold."""

    class Meta:
        model = Substitute

    substitution = factory.SubFactory(SubstitutionFactory)
    practitioner = factory.SubFactory(PractitionerFactory)
    starts_at = at(10)
    ends_at = factory.LazyAttribute(lambda one: one.starts_at + one.substitution.appointment.length)
    hold = factory.LazyAttribute(
        lambda one: AppointmentFactory(
            held=True,
            held_until=one.substitution.answer_until,
            treatment=one.substitution.appointment.treatment,
            practitioner=one.practitioner,
            starts_at=one.starts_at,
            moves=one.substitution.appointment,
        )
    )
