"""The agenda of one day, where the desk begins, and of one week of a therapist."""

import re
from datetime import date, datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.admin.auth import permission_required

from booking.reception.presenters.agenda import Agenda, agenda_of, week_of
from booking.reception.views.support.addresses import agenda_url
from booking.scheduling.clock import CLINIC_TZ, plausible_day

# Heights of a quarter of an hour that somebody can choose; the browser remembers the choice.
DENSITIES = ("dicht", "ruim")
DENSITY_COOKIE = "agenda_dichtheid"
# Wagtail's own cookie of the menu at the left.
MENU_COOKIE = "wagtail_sidebar_collapsed"
YEAR = timedelta(days=365)
# Digits that fit in a primary key.
PK = re.compile(r"[0-9]{1,9}", re.ASCII)


@require_safe
@permission_required("booking.view_appointment")
def show_agenda(request: HttpRequest) -> HttpResponse:
    """Show the day of `?dag=2027-01-12`; today when that is missing or is no day.

    `?kin=3` shows the week of one therapist in which that day falls. `?dichtheid=ruim` draws it
    higher, and later days too. The menu of the admin is folded until somebody unfolds it.
    """
    now = timezone.now()
    today = timezone.localdate(now, CLINIC_TZ)
    day = plausible_day(request.GET.get("dag", "")) or today
    agenda = asked_week(request, day, now) or agenda_of(day, now=now)
    density = density_of(request)
    context = {
        "agenda": agenda,
        "density": density,
        **days_around(agenda, today),
        "may_book": request.user.has_perm("booking.add_appointment"),
        "may_be_away": request.user.has_perm("booking.add_absence"),
        "may_check_in": request.user.has_perm("booking.change_appointment"),
    }
    # Read by the template, so that the menu is not drawn wide first.
    folds = request.COOKIES.setdefault(MENU_COOKIE, "1") == "1"
    response = TemplateResponse(request, "booking/reception/agenda.html", context)
    response.set_cookie(DENSITY_COOKIE, density, max_age=YEAR, samesite="Lax")
    if folds:
        response.set_cookie(MENU_COOKIE, "1", samesite="Lax")
    return response


def asked_week(request: HttpRequest, day: date, now: datetime) -> Agenda | None:
    """The week that `kin` asks for; None when it is missing or names nobody."""
    pk = request.GET.get("kin", "")
    return week_of(int(pk), day, now=now) if PK.fullmatch(pk) else None


def density_of(request: HttpRequest) -> str:
    """The density that was asked for now or before; the first one when none was."""
    asked = request.GET.get("dichtheid"), request.COOKIES.get(DENSITY_COOKIE)
    return next((one for one in asked if one in DENSITIES), DENSITIES[0])


def days_around(agenda: Agenda, today: date) -> dict[str, object]:
    """Addresses of the day or week before and after, and of today."""
    step = timedelta(days=7 if agenda.person else 1)
    kin = agenda.person.pk if agenda.person else None
    return {
        "today": today,
        # The browser scrolls to this anchor: the line of the present moment.
        "today_url": f"{agenda_url(today, kin)}#nu",
        "previous_url": agenda_url(agenda.day - step, kin),
        "next_url": agenda_url(agenda.day + step, kin),
    }
