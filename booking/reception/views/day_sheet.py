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
from booking.reception.views.support.addresses import agenda_url
from booking.reception.views.support.shown import member_of_staff
from booking.scheduling.clock import CLINIC_TZ, plausible_day
from booking.services.practice.day_sheets import day_sheets
from booking.services.practice.sheets_file import sheets_file, sheets_file_name
from booking.services.practice.sight import sight_of


@require_safe
@permission_required("booking.view_appointment")
def show_day_sheet(request: HttpRequest) -> HttpResponse:
    """Show the sheets of `?dag=2027-01-12&kin=noor`; today, and all therapists, without these."""
    now = timezone.now()
    today = timezone.localdate(now, CLINIC_TZ)
    day = plausible_day(request.GET.get("dag", "")) or today
    user = member_of_staff(request)
    sight = sight_of(request.user)
    sheets = day_sheets(day, request.GET.get("kin", ""), now=now, sight=sight)
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


@require_safe
@permission_required("booking.view_appointment")
def download_day_sheets(request: HttpRequest) -> HttpResponse:
    """Give the sheets of today and the days after it as one file that opens without the net."""
    now = timezone.now()
    today = timezone.localdate(now, CLINIC_TZ)
    user = member_of_staff(request)
    page = sheets_file(
        today,
        now=now,
        made_by=staff_name(user) if user else "",
        sight=sight_of(request.user),
    )
    name = sheets_file_name(today)
    return HttpResponse(page, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def sheet_url(day: str, slug: str) -> str:
    """Address of the sheets of an ISO day. Example: `/beheer/agenda/dagblad/?dag=2027-01-12`."""
    query = {"dag": day} | ({"kin": slug} if slug else {})
    return f"{reverse('agenda:day_sheet')}?{urlencode(query)}"
