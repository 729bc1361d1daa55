"""The day sheet: the day of each therapist on paper, for when a screen is not at hand."""

from datetime import timedelta
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.admin.auth import permission_required

from booking.models.changed import staff_name
from booking.reception.presenters.day_sheet import day_sheets
from booking.reception.views.support.addresses import agenda_url
from booking.reception.views.support.shown import member_of_staff
from booking.scheduling.clock import CLINIC_TZ, plausible_day


@require_safe
@permission_required("booking.view_appointment")
def show_day_sheet(request: HttpRequest) -> HttpResponse:
    """Show the sheets of `?dag=2027-01-12&kin=noor`; today, and all therapists, without these."""
    now = timezone.now()
    today = timezone.localdate(now, CLINIC_TZ)
    day = plausible_day(request.GET.get("dag", "")) or today
    sheets = day_sheets(day, request.GET.get("kin", ""), now=now)
    user = member_of_staff(request)
    slug = sheets.chosen.slug if sheets.chosen else ""
    context = {
        "sheets": sheets,
        "today": today,
        "now": now,
        "made_by": staff_name(user) if user else "",
        "agenda_url": agenda_url(day),
        "today_url": sheet_url(today.isoformat(), slug),
        "previous_url": sheet_url((day - timedelta(days=1)).isoformat(), slug),
        "next_url": sheet_url((day + timedelta(days=1)).isoformat(), slug),
        "all_url": sheet_url(day.isoformat(), ""),
        "people": [(one, sheet_url(day.isoformat(), one.slug)) for one in sheets.practitioners],
    }
    return TemplateResponse(request, "booking/reception/day_sheet.html", context)


def sheet_url(day: str, slug: str) -> str:
    """Address of the sheets of an ISO day. Example: `/beheer/agenda/dagblad/?dag=2027-01-12`."""
    query = {"dag": day} | ({"kin": slug} if slug else {})
    return f"{reverse('agenda:day_sheet')}?{urlencode(query)}"
