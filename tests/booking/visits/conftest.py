"""A treatment, and hours of a therapist who gives it."""

import pytest

from booking.models import Slot, Treatment
from tests.factories.booking import SlotFactory, TreatmentFactory


@pytest.fixture
def treatment() -> Treatment:
    treatment: Treatment = TreatmentFactory()
    return treatment


@pytest.fixture
def slot(treatment: Treatment) -> Slot:
    """Hours from 8 to 11 UTC of a therapist who gives the treatment."""
    slot: Slot = SlotFactory()
    return slot
