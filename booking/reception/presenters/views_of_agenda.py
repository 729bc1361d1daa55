"""The views between which somebody chooses: the day, a week of one therapist, the week of all."""

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from booking.models import Practitioner
from booking.reception.presenters.agenda import Agenda
from booking.reception.presenters.kin import ALL

# Gives the address of the agenda of a day, or of a week that holds it.
Address: TypeAlias = Callable[..., str]


class Views(NamedTuple):
    """Addresses of the views of one day; the week is that of `person`, None without a therapist."""

    person: Practitioner | None
    day_url: str
    week_url: str
    all_url: str


def views_of(agenda: Agenda, address: Address) -> Views:
    """Other views of the day that is shown.

    The week is that of the therapist who is shown, or else of the first one who works.
    """
    working = (column.practitioner for column in agenda.columns if not column.is_idle)
    person = agenda.person or next(working, next(iter(agenda.practitioners), None))
    week_url = address(agenda.day, person.pk) if person else ""
    return Views(person, address(agenda.day), week_url, address(agenda.day, ALL))
