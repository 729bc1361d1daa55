"""The day sheet: the day of each therapist on paper, for when a screen is not at hand."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

from django.contrib.staticfiles.finders import find
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe
from wagtail.admin.auth import permission_required

from booking.models.changed import staff_name
from booking.reception.presenters.day_sheet import day_sheets
from booking.reception.views.support.addresses import agenda_url
from booking.reception.views.support.shown import member_of_staff
from booking.scheduling.clock import CLINIC_TZ, plausible_day
from booking.services.practice.sight import sight_of

# Today and the six days after it, so that a weekend and a holiday leave some.
DAYS_IN_FILE = 7


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
    sight = sight_of(request.user)
    days = [
        day_sheets(today + timedelta(days=number), now=now, sight=sight)
        for number in range(DAYS_IN_FILE)
    ]
    user = member_of_staff(request)
    context = {
        "days": days,
        "first": today,
        "last": days[-1].day,
        "now": now,
        "made_by": staff_name(user) if user else "",
        # A style sheet of ours, in which nothing is typed by anybody.
        "style": mark_safe(Path(str(find("css/day-sheet.css"))).read_text()),  # noqa: S308
    }
    page = render_to_string("booking/reception/day_sheet_file.html", context)
    name = f"dagbladen-{today.isoformat()}.html"
    return HttpResponse(page, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def sheet_url(day: str, slug: str) -> str:
    """Address of the sheets of an ISO day. Example: `/beheer/agenda/dagblad/?dag=2027-01-12`."""
    query = {"dag": day} | ({"kin": slug} if slug else {})
    return f"{reverse('agenda:day_sheet')}?{urlencode(query)}"
