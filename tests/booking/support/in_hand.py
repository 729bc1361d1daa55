"""The agenda with something in the hand: what lights up, and a press on it."""

from typing import Any

from django.test import Client

from booking.models import Appointment, Practitioner
from booking.reception.presenters.lit import Gap, Lit
from booking.reception.presenters.spot import Spot


def agenda(visit: Appointment, **more: object) -> str:
    asked = {"dag": visit.day.isoformat(), "hand": visit.pk} | more
    return "/beheer/agenda/?" + "&".join(f"{name}={value}" for name, value in asked.items())


def lit_in(page: Any) -> list[str]:
    """Clock and therapist of each start that lights up."""
    return [
        f"{piece.clock} {piece.practitioner.first_name}"
        for column in page.context["agenda"].columns
        for piece in column.pieces
        if isinstance(piece, Lit)
    ]


def reasons_in(page: Any) -> list[str]:
    columns = page.context["agenda"].columns
    gaps = [piece for column in columns for piece in column.pieces if isinstance(piece, Gap)]
    return [gap.reason for gap in gaps] + [column.remark for column in columns if column.remark]


def put(desk: Client, visit: Appointment, person: Practitioner, start: Any, **more: Any) -> Any:
    """Press the lit start of a therapist on the agenda of the visit's day."""
    address = agenda(visit, **more.pop("asked", {})).replace("/agenda/?", "/agenda/zet/?")
    return desk.post(
        address, {"plek": str(Spot(person.pk, start)), "getoond": visit.version} | more
    )
