"""The legal holidays of this year and next: on which of them the practice is closed."""

from collections.abc import Iterable
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.auth import permission_denied, permission_required

from booking.errors import BookingError
from booking.reception.presenters.consequences import consequences
from booking.services.schedule.holidays import (
    HolidayState,
    close_holiday,
    open_holiday,
    states_of_holidays,
)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("booking.view_absence")
def list_holidays(request: HttpRequest) -> HttpResponse:
    """Show the holidays, each with a tick for closed; POST does what was ticked or unticked.

    The form carries what it showed, so that only what its reader changed is changed.
    """
    now = timezone.now()
    today = timezone.localdate(now)
    states = states_of_holidays((today.year, today.year + 1), now=now)
    may_change = request.user.has_perm("booking.change_absence")
    if request.method == "POST":
        return save_ticks(request, states, now) if may_change else permission_denied(request)
    context = {"states": states, "may_change": may_change}
    return TemplateResponse(request, "booking/reception/holidays.html", context)


def save_ticks(request: HttpRequest, states: Iterable[HolidayState], now: datetime) -> HttpResponse:
    """Close what was ticked and open what was unticked, and tell what followed."""
    ticked, shown = set(request.POST.getlist("closed")), set(request.POST.getlist("was_closed"))
    told: list[str] = []
    try:
        for state in states:
            day = state.day.isoformat()
            if state.is_over or state.part_of or (day in ticked) == (day in shown):
                continue
            write, done = (
                (close_holiday, _("%(name)s: closed."))
                if day in ticked
                else (open_holiday, _("%(name)s: open."))
            )
            outcome = write(state.day, now=now)
            told += [done % {"name": state.holiday.label}, *consequences(outcome, request.user)]
            if outcome.change:
                told.append(_("There are appointments on that day: call them."))
    except BookingError as error:
        messages.error(request, str(error))
    else:
        if not told:
            messages.info(request, _("Nothing was changed: you ticked and unticked nothing."))
    if told:
        messages.success(request, " ".join(told))
    return redirect("feestdagen:index")
