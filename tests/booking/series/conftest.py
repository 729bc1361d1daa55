"""A treatment, and a therapist who gives it on Tuesdays."""

import pytest

from booking.models import Practitioner, Treatment
from tests.booking.support.series import tuesdays
from tests.factories.booking import PractitionerFactory, SlotFactory, TreatmentFactory, at


@pytest.fixture
def treatment() -> Treatment:
    return TreatmentFactory()


@pytest.fixture
def practitioner(treatment: Treatment) -> Practitioner:
    """Free from 8 to 11 UTC on five Tuesdays."""
    practitioner = PractitionerFactory()
    for day in tuesdays(5):
        SlotFactory(practitioner=practitioner, starts_at=at(8, day=day), ends_at=at(11, day=day))
    return practitioner
