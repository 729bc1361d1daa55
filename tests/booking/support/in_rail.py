"""A booking that a script confirms beside the agenda, as tests press it."""

from typing import Any
from urllib.parse import urlencode

from tests.booking.conftest import OpenPractice

# What htmx sends with it.
RAIL = {"HX-Target": "agenda-rail", "HX-Request": "true"}


def address(practice: OpenPractice, hour: str = "10:00", **asked: object) -> str:
    """What a lit start leads to."""
    start = practice.slot.starts_at
    place = {"practitioner": practice.practitioner.pk, "day": start.date(), "time": hour}
    more = {"treatment": practice.treatment.pk} | asked
    return f"/beheer/agenda/boeken/?{urlencode(place | more)}"


def fields(page: Any) -> dict[str, str]:
    """What a press on the button sends."""
    form = page.context["form"]
    return {field.name: str(field.value() or "") for field in form}


def words(page: Any) -> str:
    return " ".join(page.content.decode().replace("\u00a0", " ").split())
