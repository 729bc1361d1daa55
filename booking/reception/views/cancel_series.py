"""Cancelling what is left of a series."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from booking.choices import ENTERED_AT_DESK, CancelledBy
from booking.errors import BookingError
from booking.models import Appointment
from booking.models.versioned import versions_of
from booking.reception.views.support.addresses import agenda_url
from booking.reception.views.support.answers import answer_done
from booking.reception.views.support.bar import Done, Several
from booking.reception.views.support.messages import report_refused
from booking.reception.views.support.shown import member_of_staff, shown_in
from booking.services.series.change_series import cancel_rest
from booking.services.series.take_back import mail_waits


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("booking.change_appointment")
def cancel_rest_of_series(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel this appointment of a series and those after it, after asking once more.

    The pressed button says as `by` whether the patient or the practice cancels.
    """
    visits = Appointment.objects.for_page().exclude(patient=None).exclude(series=None)
    visit, now = get_object_or_404(visits, pk=pk), timezone.now()
    if request.method != "POST":
        rest = list(visit.series.rest(visit.day).filter(ends_at__gt=now).for_page())
        context = {"appointment": visit, "rest": rest, "shown": versions_of(rest)}
        return TemplateResponse(request, "booking/reception/series_cancel.html", context)
    by = request.POST.get("by", "")
    if by not in ENTERED_AT_DESK:
        return HttpResponse(status=400)
    waited = mail_waits(visit.series)
    try:
        cancelled = cancel_rest(
            series=visit.series,
            since=visit.day,
            by=CancelledBy(by),
            now=now,
            by_user=member_of_staff(request),
            shown=shown_in(request),
        )
    except BookingError as error:
        report_refused(request, error)
        return redirect("agenda:series_cancel", pk)
    if cancelled:
        several = Several.of(cancelled, now, mail_waited=waited)
        return answer_done(request, several.visits[0], Done("cancel_series", several=several))
    messages.info(request, _("Nothing of this series was left to cancel."))
    return redirect(agenda_url(visit.day))
