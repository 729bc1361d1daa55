"""Pieces of the agenda that differ from what a browser shows, for a script to put in place."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from booking.reception.forms.note import NoteForm
from booking.reception.views.support.bar import Bar
from booking.reception.views.support.pieces import Drawn
from booking.reception.views.support.place import Place
from booking.scheduling.clock import CLINIC_TZ

# The hidden field in which a page sends back what it shows: a digest of each piece.
SHOWN = "stand"
# Sent while somebody types in the rail: it is left as it is.
BUSY = "bezig"


def changed_pieces(
    request: HttpRequest,
    place: Place,
    *,
    bar: Bar | None = None,
    refused: NoteForm | None = None,
) -> HttpResponse:
    """The pieces that are not as the browser shows them, and the bar if there is one.

    The fields `stand` say what it shows: "kolom-3:1f0c kolom-4:9a2e rail:77d1". Where the columns
    themselves are others, the whole grid is sent.
    """
    sent = request.POST if request.method == "POST" else request.GET
    now = timezone.now()
    drawn = Drawn.at(request, place, now, refused=refused)
    known = dict(part.split(":", 1) for part in sent.get(SHOWN, "").split() if ":" in part)
    is_other = known.get("grid") != drawn.shown["grid"]
    rail_stays = BUSY in sent or known.get("rail") == drawn.shown["rail"]
    if BUSY in sent:
        drawn.shown["rail"] = known.get("rail", "")
    context = {
        "drawn": drawn,
        "agenda": drawn.agenda,
        "place": drawn.place,
        "today": timezone.localdate(now, CLINIC_TZ),
        "all_pieces": is_other,
        "pieces": [
            one for one in drawn.pieces if is_other or known.get(one.key) != drawn.shown[one.key]
        ],
        "rail_stays": rail_stays,
        "needs_stay": known.get("needs") == drawn.shown["needs"],
        "bar": bar,
    }
    return TemplateResponse(request, "booking/reception/agenda_changed.html", context)
