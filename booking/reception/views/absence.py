"""The appointments in an absence or an internal block, which stand until the desk changes them."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.admin.auth import any_permission_required, permission_required

from booking.models import Absence, Appointment
from booking.reception.views.support.messages import report_deleted
from booking.reception.views.support.rights import SEE_ABSENCES
from booking.services.practice.sight import sight_of


@require_safe
@any_permission_required(*SEE_ABSENCES)
@permission_required("booking.view_appointment")
def list_appointments_hit(request: HttpRequest, pk: int) -> HttpResponse:
    """List the patients to call because of an absence. Takes three queries."""
    absence = Absence.objects.select_related("practitioner").filter(pk=pk).first()
    if absence is None:
        return report_deleted(request, Absence, pk, "afwezigheden:index")
    hit = Appointment.objects.hit_by(absence, timezone.now())
    context = {
        "absence": absence,
        "title": title_of_list(absence),
        "icon": "group" if absence.is_internal else "no-view",
        "visits": list(hit.seen_by(sight_of(request.user)).for_page()),
        "asked": absence.substitutions.open().exists(),
        "may_change": request.user.has_perm("booking.change_appointment"),
    }
    return TemplateResponse(request, "booking/reception/absence_visits.html", context)


def title_of_list(absence: Absence) -> str:
    """The title of the list of appointments that fall in it."""
    if absence.is_internal:
        return _("Appointments in this internal block")
    return _("Appointments in this absence")
