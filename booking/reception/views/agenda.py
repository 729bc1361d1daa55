"""The agenda of one day, where the desk begins."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.admin.auth import permission_required

from booking.reception.presenters.agenda import agenda_of
from booking.reception.views.support.addresses import agenda_url
from booking.scheduling.clock import CLINIC_TZ, plausible_day


@require_safe
@permission_required("booking.view_appointment")
def show_agenda(request: HttpRequest) -> HttpResponse:
    """Show the day of `?dag=2027-01-12`; today when that is missing or is no day."""
    now = timezone.now()
    today = timezone.localdate(now, CLINIC_TZ)
    day = plausible_day(request.GET.get("dag", "")) or today
    context = {
        "agenda": agenda_of(day, now=now),
        "today": today,
        # The browser scrolls to this anchor: the line of the present half hour.
        "today_url": f"{agenda_url(today)}#nu",
        "previous_url": agenda_url(day - timedelta(days=1)),
        "next_url": agenda_url(day + timedelta(days=1)),
        "may_book": request.user.has_perm("booking.add_appointment"),
        "may_be_away": request.user.has_perm("booking.add_absence"),
        "may_check_in": day == today and request.user.has_perm("booking.change_appointment"),
    }
    return TemplateResponse(request, "booking/reception/agenda.html", context)
