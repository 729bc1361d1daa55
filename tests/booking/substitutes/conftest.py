import pytest

from tests.booking.support.illness import Practice, two_therapists


@pytest.fixture
def practice(db: None) -> Practice:
    return two_therapists()
