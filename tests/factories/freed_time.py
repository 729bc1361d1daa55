import factory
from factory.django import DjangoModelFactory

from booking.choices import FreedKind
from booking.models import FreedTime
from tests.factories.booking import NOW, PractitionerFactory, at


class FreedTimeFactory(DjangoModelFactory):
    """Hours that were opened just now, of 8:00 to 9:00 UTC."""

    class Meta:
        model = FreedTime

    practitioner = factory.SubFactory(PractitionerFactory)
    starts_at = at(8)
    ends_at = at(9)
    kind = FreedKind.HOURS
    freed_at = NOW
