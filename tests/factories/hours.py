"""Factories of rows that take hours from booking."""

import factory
from factory.django import DjangoModelFactory

from booking.models import InternalBlock
from tests.factories.booking import PractitionerFactory, at


class InternalBlockFactory(DjangoModelFactory):
    class Meta:
        model = InternalBlock

    practitioner = factory.SubFactory(PractitionerFactory)
    starts_at = at(8)
    ends_at = at(9)
    reason = "overleg"
