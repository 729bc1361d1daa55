"""The agenda in pieces: its columns and its rail, of which an answer holds all or some.

A piece is drawn once and goes into the page, or into an answer that puts it in the place of the one
that the browser shows. A digest of each tells whether that one is still right. The rail shows what
is asked for: a card, or what is always at hand.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2s
from urllib.parse import quote

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from booking.models import Appointment
from booking.reception.forms.note import NoteForm
from booking.reception.presenters.agenda import Agenda
from booking.reception.presenters.grid import Column
from booking.reception.presenters.hand import Hand
from booking.reception.presenters.lit import light_up
from booking.reception.presenters.month import month_of
from booking.reception.presenters.views_of_agenda import Views, views_of
from booking.reception.presenters.week_of_all import WeekOfAll
from booking.reception.presenters.where import where_it_fits
from booking.reception.views.support.about_visit import about_visit, others_of_patient
from booking.reception.views.support.addresses import agenda_url
from booking.reception.views.support.attention import needs_count
from booking.reception.views.support.place import Place
from booking.reception.views.support.rights import CHANGES, may_mark
from booking.scheduling.clock import CLINIC_TZ

# The element of the page that a script asks to fill, in the header HX-Target.
RAIL = "agenda-rail"
MAY_SEE_PATIENT = "booking.view_patient"
# Whoever has both finds the field that searches for a patient above the agenda.
MAY_SEARCH = ("booking.add_appointment", MAY_SEE_PATIENT)
# Differs in each drawing of a form: its token, and the moment in the version that it carries.
OF_THE_DRAWING = re.compile(r'csrfmiddlewaretoken" value="\w+|value="\d+\.\d+\|')


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the grid as it is drawn, and the template that frames it.

    `key` is the id of its element. A `column` or a line without work `is_narrow`.
    """

    key: str
    html: SafeString
    template: str
    column: Column | None = None
    is_narrow: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """The agenda at a place, drawn. `shown` is a digest of each piece, by its key."""

    place: Place
    agenda: Agenda
    views: Views
    pieces: Sequence[Piece]
    rail: SafeString
    shown: dict[str, str]

    @classmethod
    def at(
        cls,
        request: HttpRequest,
        place: Place,
        now: datetime,
        *,
        hand: Hand | None = None,
        refused: NoteForm | None = None,
    ) -> "Drawn":
        """Read and draw the agenda, with the starts that what is in the hand fits.

        A note that was `refused` is drawn in the card that is open.
        """
        agenda = place.agenda(now)
        agenda = light_up(agenda, hand) if hand else agenda
        # Of a therapist who does not exist there is no week.
        place = replace(place, kin=agenda.kin)
        views = views_of(agenda, hand.address if hand else agenda_url)
        pieces = _pieces(request, place, agenda, hand)
        rail = rail_at(request, place, now, agenda, hand=hand, refused=refused)
        frame = [*agenda.frame, *(one.key for one in pieces)]
        shown = {
            "grid": _digest(str(frame)),
            **{one.key: _digest(f"{one.is_narrow}{one.html}") for one in pieces},
            "rail": _digest(OF_THE_DRAWING.sub("", rail)),
            "needs": str(needs_count(request)),
        }
        return cls(place, agenda, views, pieces, rail, shown)

    @property
    def grid(self) -> str:
        """The template that has the pieces in it."""
        if self.agenda.is_of_all:
            return "booking/reception/agenda_week.html"
        return "booking/reception/agenda_grid.html"

    @property
    def stand(self) -> str:
        """The digests in one text, for the page to send back."""
        return " ".join(f"{key}:{digest}" for key, digest in self.shown.items())


def may_do(request: HttpRequest) -> dict[str, bool]:
    """Permissions that the agenda asks for, by the names that its templates use."""
    return {
        "may_book": request.user.has_perm("booking.add_appointment"),
        "may_be_away": request.user.has_perm("booking.add_absence"),
        "may_change_away": request.user.has_perm("booking.change_absence"),
        "may_check_in": may_mark(request.user),
        "may_move": request.user.has_perm(CHANGES),
    }


def rail_at(
    request: HttpRequest,
    place: Place,
    now: datetime,
    agenda: Agenda | None = None,
    *,
    refused: NoteForm | None = None,
    hand: Hand | None = None,
) -> SafeString:
    """Draw the rail: where what is in the hand fits, or the card of the place.

    Else what is at hand of the agenda, which is read only where it is needed. A time that is only
    held has no card.
    """
    context: dict[str, object] = {"place": place, "hand": hand}
    visits = Appointment.objects.seen_by(place.sight).for_page().with_turn().exclude(patient=None)
    if hand:
        agenda = agenda or place.agenda(now)
        context |= {"agenda": agenda, "views": views_of(agenda, hand.address)}
        context["where"] = where_it_fits(hand, place.day, place.kin, now=now)
        context["today"] = timezone.localdate(now, CLINIC_TZ)
        context["may_wait"] = request.user.has_perm("booking.add_waitlistentry")
        context["may_search"] = request.user.has_perms(MAY_SEARCH)
    elif place.card and (visit := visits.filter(pk=place.card).first()):
        may_see = request.user.has_perm(MAY_SEE_PATIENT)
        others = others_of_patient(visit, now, place.sight) if may_see else []
        context["card"] = about_visit(request, visit, now, refused) | {"others": others}
    else:
        agenda = agenda or place.agenda(now)
        context |= {"groups": agenda.groups, "cancelled": agenda.cancelled}
        context["month"] = month_of(place.day, {})
    context["csrf_token"] = get_token(request)
    return render_to_string("booking/reception/agenda_rail.html", context)


def _pieces(
    request: HttpRequest, place: Place, agenda: Agenda, hand: Hand | None
) -> Sequence[Piece]:
    if isinstance(agenda, WeekOfAll):
        return _lines(request, place, agenda, hand)
    return columns_of(request, place, agenda)


def columns_of(
    request: HttpRequest, place: Place, agenda: Agenda, *, plans: bool = False
) -> Sequence[Piece]:
    """Draw the columns of the agenda; while a series is planned they have no other buttons."""
    may = may_do(request)
    shared = {
        **(dict.fromkeys(may, False) if plans else may),
        "is_week": agenda.is_week,
        "address": place.address,
        "plans": plans,
    }
    return [_column(column, shared) for column in agenda.columns]


def _column(column: Column, shared: Mapping[str, object]) -> Piece:
    name = column.day.isoformat() if shared["is_week"] else str(column.practitioner.pk)
    key = f"kolom-{name}"
    context = {**shared, "column": column, "key": key}
    html = render_to_string("booking/reception/agenda_column.html", context)
    return Piece(key, html, "booking/reception/agenda_piece.html", column, column.is_slim)


def _lines(
    request: HttpRequest, place: Place, agenda: WeekOfAll, hand: Hand | None
) -> Sequence[Piece]:
    """The days of the week of all, and below them a line for each therapist."""
    address = hand.address if hand else agenda_url
    today = timezone.localdate(agenda.now_at, CLINIC_TZ)
    shared = may_do(request) | {
        "agenda": agenda,
        "hand": hand,
        "next": quote(place.address),
        "today": today,
    }
    frame = "booking/reception/agenda_week_piece.html"
    heads = render_to_string(
        "booking/reception/agenda_week_days.html", {**shared, "days": agenda.days(address)}
    )
    pieces = [Piece("week-dagen", heads, frame)]
    for line in agenda.lines(address):
        html = render_to_string("booking/reception/agenda_line.html", {**shared, "line": line})
        pieces.append(Piece(line.key, html, frame, is_narrow=line.is_idle))
    return pieces


def _digest(html: str) -> str:
    return blake2s(html.encode(), digest_size=4).hexdigest()
