"""Appointments that a change of working hours left outside them, until the desk changes them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.admin.auth import permission_required

from booking.models import HoursChange
from booking.services.practice.sight import sight_of
from booking.services.schedule.outside_hours import appointments_outside_hours


@require_safe
@permission_required("booking.view_absence")
@permission_required("booking.view_appointment")
def list_outside_hours(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """List the patients to call: because of one change of hours, or of all of them."""
    changes = HoursChange.objects.select_related("practitioner")
    change = get_object_or_404(changes, pk=pk) if pk else None
    context = {
        "change": change,
        "visits": appointments_outside_hours(
            now=timezone.now(), change=change, sight=sight_of(request.user)
        ),
        "may_change": request.user.has_perm("booking.change_appointment"),
    }
    return TemplateResponse(request, "booking/reception/outside_hours.html", context)
