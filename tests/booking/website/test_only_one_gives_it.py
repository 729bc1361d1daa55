"""Pages offer another therapist where there is one who gives the treatment, and not elsewhere."""

from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from booking.models import Appointment, Slot
from tests.booking.conftest import OpenPractice
from tests.booking.support.move_pages import visit
from tests.booking.support.visit_links import move_list_path
from tests.factories.booking import PractitionerFactory

__all__ = ["visit"]

pytestmark = pytest.mark.django_db
Path = Callable[[OpenPractice, Appointment], str]


def start(practice: OpenPractice, visit: Appointment) -> str:
    return f"/afspraak/?kinesitherapeut={practice.practitioner.slug}"


def openings(practice: OpenPractice, visit: Appointment) -> str:
    return f"/afspraak/momenten/?{urlencode(practice.choice())}"


def no_preference(practice: OpenPractice, visit: Appointment) -> str:
    return f"/afspraak/momenten/?behandeling={practice.treatment.slug}"


def move(practice: OpenPractice, visit: Appointment) -> str:
    return move_list_path(visit)


def series(practice: OpenPractice, visit: Appointment) -> str:
    """A wish in the evening, when nobody works."""
    wish = practice.choice() | {"aantal": "4", "dag": "2", "van": "20:00", "tot": "21:00"}
    return f"{reverse('booking:series')}?{urlencode(wish | {'vanaf': visit.day.isoformat()})}"


OTHERS = (
    "Liever iemand anders",
    "Andere kinesitherapeut",
    "Ook momenten bij andere kinesitherapeuten",
    "een andere kinesitherapeut",
)


def offered(client: Client, path: str) -> list[str]:
    text = client.get(path).content.decode()
    return [words for words in OTHERS if words in text]


@pytest.mark.parametrize("page", [start, openings, no_preference, move, series])
@pytest.mark.parametrize("is_full", [False, True], ids=["free", "full"])
def test_another_therapist_is_offered_only_where_there_is_one(
    client: Client,
    practice_with_room: OpenPractice,
    visit: Appointment,
    page: Path,
    is_full: bool,
) -> None:
    if is_full:
        Slot.objects.all().delete()
    path = page(practice_with_room, visit)
    alone = offered(client, path)
    PractitionerFactory(name="Ook Tester", treatments=[practice_with_room.treatment])

    assert alone == []
    assert offered(client, path)
