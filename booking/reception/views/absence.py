"""The appointments that fall in an absence, which stand until the desk changes them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.admin.auth import permission_required

from booking.models import Absence, Appointment


@require_safe
@permission_required("booking.view_absence")
@permission_required("booking.view_appointment")
def list_appointments_hit(request: HttpRequest, pk: int) -> HttpResponse:
    """List the patients to call because of an absence. Takes two queries."""
    absence = get_object_or_404(Absence.objects.select_related("practitioner"), pk=pk)
    context = {
        "absence": absence,
        "visits": list(Appointment.objects.hit_by(absence, timezone.now()).for_page()),
        "may_change": request.user.has_perm("booking.change_appointment"),
    }
    return TemplateResponse(request, "booking/reception/absence_visits.html", context)
