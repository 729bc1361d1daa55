"""The agenda of one day, where the desk begins, and of a week of one therapist or of all."""

from datetime import date, timedelta
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.admin.auth import permission_required

from booking.reception.presenters.agenda import Agenda
from booking.reception.presenters.hand import Hand
from booking.reception.presenters.own_day import reminders_of
from booking.reception.presenters.refused import Refused
from booking.reception.views.support.addresses import agenda_url
from booking.reception.views.support.bar import bar_of
from booking.reception.views.support.card import noted_visit
from booking.reception.views.support.hand import picked_up
from booking.reception.views.support.keys import keys_are_on
from booking.reception.views.support.pieces import RAIL, Drawn, may_do, rail_at
from booking.reception.views.support.place import Place
from booking.reception.views.support.steps import ADDRESS, TYPED, kept_step
from booking.scheduling.clock import CLINIC_TZ
from booking.services.practice.sight import sight_of

# Heights of a quarter of an hour that somebody can choose; the browser remembers the choice.
DENSITIES = ("dicht", "ruim")
DENSITY_COOKIE = "agenda_dichtheid"
# Wagtail's own cookie of the menu at the left.
MENU_COOKIE = "wagtail_sidebar_collapsed"
YEAR = timedelta(days=365)


@require_safe
@permission_required("booking.view_appointment")
def show_agenda(request: HttpRequest) -> HttpResponse:
    """Show the day of `?dag=2027-01-12`; today when that is missing or is no day.

    `?kin=3` shows the week of one therapist in which that day falls, `?kin=allen` that of all,
    `?kaart=81` the card of an appointment beside it. `?dichtheid=ruim` draws it higher, and later
    days too. The menu of the admin is folded until somebody unfolds it. A script that fills the
    rail gets the rail alone.
    `?hand=81` picks up an appointment, and the starts that fit it light up: see support/hand.py.
    """
    now = timezone.now()
    place = Place.asked(request.GET, now, sight_of(request.user))
    if request.headers.get("HX-Target") == RAIL:
        rail = HttpResponse(rail_at(request, place, now))
        return noted_visit(rail, request, place.card, place.sight)
    page = page_of_agenda(request, place)
    # With something in the hand there is no card beside the grid.
    card = None if (page.context_data or {})["hand"] else place.card
    return noted_visit(page, request, card, place.sight)


def page_of_agenda(
    request: HttpRequest, place: Place, refused: Refused | None = None
) -> TemplateResponse:
    """The whole page, above whose grid stands why something was `refused`."""
    context = page_context(request, place) | {"refused": refused}
    status = HTTPStatus.CONFLICT if refused else HTTPStatus.OK
    response = as_agenda(request, "booking/reception/agenda.html", context, status)
    if refused:  # it was put down at an address that has no page
        response["Content-Location"] = f"{reverse('agenda:index')}?{request.GET.urlencode()}"
    return response


def as_agenda(
    request: HttpRequest, template: str, context: dict[str, object], status: int = HTTPStatus.OK
) -> TemplateResponse:
    """A page with the grid of the agenda, as high as was chosen, beside the folded menu."""
    density = density_of(request)
    # Read by the template, so that the menu is not drawn wide first.
    folds = request.COOKIES.setdefault(MENU_COOKIE, "1") == "1"
    context = context | {"density": density}
    response = TemplateResponse(request, template, context, status=status)
    response.set_cookie(DENSITY_COOKIE, density, max_age=YEAR, samesite="Lax")
    if folds:
        response.set_cookie(MENU_COOKIE, "1", samesite="Lax")
    return response


def page_context(request: HttpRequest, place: Place) -> dict[str, object]:
    """Values of the whole page: its pieces, the bar, and the ways to other days."""
    now = timezone.now()
    hand = picked_up(request.GET, request.user, now=now)
    drawn = Drawn.at(request, place, now, hand=hand)
    today = timezone.localdate(now, CLINIC_TZ)
    own = place.sight.practitioner or place.therapist
    is_at_hand = hand is None and place.day == today
    return {
        "reminders": reminders_of(request.user, own) if is_at_hand else [],
        "hand": hand,
        "drawn": drawn,
        "agenda": drawn.agenda,
        "place": drawn.place,
        "bar": bar_of(request, now),
        "typed_at": address_of_typed(request),
        "keys_are_on": keys_are_on(request.user),
        **days_around(drawn.agenda, today, hand),
        **may_do(request),
    }


def address_of_typed(request: HttpRequest) -> str:
    """Address of the form beside the agenda in which somebody typed; empty if none is kept."""
    kept = kept_step(request, TYPED)
    if not isinstance(kept, dict) or not kept.get(ADDRESS):
        return ""
    path, _mark, query = kept[ADDRESS][0].partition("?")
    if path != reverse("agenda:book"):
        return ""
    asked = QueryDict(query, mutable=True)
    asked[TYPED] = request.GET[TYPED]
    return f"{path}?{asked.urlencode()}"


def density_of(request: HttpRequest) -> str:
    """The density that was asked for now or before; the first one when none was."""
    asked = request.GET.get("dichtheid"), request.COOKIES.get(DENSITY_COOKIE)
    return next((one for one in asked if one in DENSITIES), DENSITIES[0])


def days_around(agenda: Agenda, today: date, hand: Hand | None) -> dict[str, object]:
    """Addresses of the day or week before and after, and of today; the hand goes along."""
    step, kin = timedelta(days=7 if agenda.is_week else 1), agenda.kin
    address = hand.address if hand else agenda_url
    return {
        "today": today,
        # The browser scrolls to this anchor: the line of the present moment.
        "today_url": f"{address(today, kin)}#nu",
        "previous_url": address(agenda.day - step, kin),
        "next_url": address(agenda.day + step, kin),
    }
