"""The agenda in pieces: its columns and its rail, of which an answer holds all or some.

A column is drawn once and goes into the page, or into an answer that puts it in the place of the
one that the browser shows. The rail shows what is asked for: a card, or what is always at hand.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from booking.models import Appointment
from booking.reception.presenters.agenda import Agenda
from booking.reception.presenters.grid import Column
from booking.reception.presenters.hand import Hand
from booking.reception.presenters.where import where_it_fits
from booking.reception.views.support.about_visit import about_visit
from booking.reception.views.support.place import Place
from booking.scheduling.clock import CLINIC_TZ

# The element of the page that a script asks to fill, in the header HX-Target.
RAIL = "agenda-rail"


@dataclass(frozen=True, slots=True)
class Piece:
    """A column of the grid as it is drawn; `key` is the id of its element."""

    key: str
    column: Column
    html: SafeString


def may_do(request: HttpRequest) -> dict[str, bool]:
    """Permissions that the agenda asks for, by the names that its templates use."""
    return {
        "may_book": request.user.has_perm("booking.add_appointment"),
        "may_be_away": request.user.has_perm("booking.add_absence"),
        "may_check_in": request.user.has_perm("booking.change_appointment"),
    }


def pieces_of(request: HttpRequest, place: Place, agenda: Agenda) -> Sequence[Piece]:
    """The columns, drawn. Takes no queries but those of the permissions."""
    shared = may_do(request) | {
        "is_week": agenda.person,
        "today": timezone.localdate(agenda.now_at, CLINIC_TZ),
        "address": place.address,
    }
    return [_drawn(column, shared) for column in agenda.columns]


def rail_of(
    request: HttpRequest,
    place: Place,
    now: datetime,
    agenda: Agenda | None = None,
    hand: Hand | None = None,
) -> dict[str, object]:
    """Values for agenda_rail.html: where what is in the hand fits, or the card of the place.

    Else what is at hand of the agenda, which is read only where it is needed. A time that is only
    held has no card.
    """
    if hand:
        where = where_it_fits(hand, place.day, place.therapist, now=now)
        return {"hand": hand, "where": where, "today": timezone.localdate(now, CLINIC_TZ)}
    visits = Appointment.objects.for_page().with_turn().exclude(patient=None)
    if place.card and (visit := visits.filter(pk=place.card).first()):
        return {"card": about_visit(request, visit, now), "place": place}
    agenda = agenda or place.agenda(now)
    return {"groups": agenda.groups, "cancelled": agenda.cancelled, "place": place}


def _drawn(column: Column, shared: Mapping[str, object]) -> Piece:
    name = column.day.isoformat() if shared["is_week"] else str(column.practitioner.pk)
    key = f"kolom-{name}"
    context = {**shared, "column": column, "key": key}
    return Piece(key, column, render_to_string("booking/reception/agenda_column.html", context))
