"""The list of what needs the desk, and the buttons that solve it there."""

from datetime import date, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from booking.errors import BookingError
from booking.models.versioned import versions_of
from booking.reception.presenters.attention.kinds import attention_of
from booking.reception.views.support.answers import answer_done
from booking.reception.views.support.attention import NEEDS, remember_count
from booking.reception.views.support.bar import Done, Several
from booking.reception.views.support.messages import report_refused
from booking.reception.views.support.shown import member_of_staff, shown_in
from booking.scheduling.clock import CLINIC_TZ, PLAUSIBLE_YEARS
from booking.services.schedule.generate_slots import generate_slots
from booking.services.visits.outcomes import fulfil_all, visits_without_outcome

INDEX = "aandacht:index"


@require_safe
@permission_required(NEEDS)
def show_attention(request: HttpRequest) -> HttpResponse:
    """Show what needs the desk, most urgent first, and what is in order."""
    now = timezone.now()
    attention = attention_of(now=now)
    remember_count(request, attention.count)
    context = {"attention": attention, "now": now}
    return TemplateResponse(request, "booking/reception/attention.html", context)


@require_safe
@permission_required(NEEDS)
def show_day(request: HttpRequest, day: date) -> HttpResponse:
    """Show the appointments of a past day without an outcome, to note who came."""
    visits = visits_without_outcome(plausible(day), now=timezone.now())
    context = {"day": day, "visits": visits, "versions": versions_of(visits)}
    return TemplateResponse(request, "booking/reception/attention_day.html", context)


@require_POST
@permission_required(NEEDS)
def note_day(request: HttpRequest, day: date) -> HttpResponse:
    """Note that everybody came whose appointment of that day has no outcome yet."""
    now = timezone.now()
    try:
        visits = fulfil_all(
            day=plausible(day), now=now, by_user=member_of_staff(request), shown=shown_in(request)
        )
    except BookingError as error:
        report_refused(request, error)
        return redirect("aandacht:day", day=day)
    if visits:
        done = Done("fulfil_all", several=Several.of(visits, now))
        return answer_done(request, visits[0], done, reverse(INDEX))
    messages.info(request, _("That was done already."))
    return redirect(INDEX)


@require_POST
@permission_required(NEEDS)
def generate(request: HttpRequest) -> HttpResponse:
    """Open the hours of all rosters as far ahead as they go, as a planned task does by itself."""
    if generate_slots(today=timezone.localdate(timezone=CLINIC_TZ)):
        messages.success(request, _("The hours of the rosters are open again."))
    else:
        messages.info(request, _("There were no hours to open: it was done already."))
    return redirect(INDEX)


def plausible(day: date) -> date:
    """The day; one that no clinic works on is not found."""
    if day.year not in PLAUSIBLE_YEARS:
        raise Http404
    return day


class DayConverter:
    """A day in an address. Example: 2027-01-12."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        return datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007  a day has no zone

    def to_url(self, value: date) -> str:
        return value.isoformat()


def attention_url() -> str:
    """Address of the list."""
    return reverse(INDEX)
