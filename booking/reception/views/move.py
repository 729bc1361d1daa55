"""Moving an appointment at the desk."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from booking.errors import BookingError, ChangedMeanwhile
from booking.models import Appointment
from booking.reception.forms.appointment import MoveForm
from booking.reception.forms.shown import show_version
from booking.reception.presenters.done import stands_text
from booking.reception.views.support.addresses import return_url
from booking.reception.views.support.answers import answer_done
from booking.reception.views.support.bar import Done
from booking.reception.views.support.shown import member_of_staff, shown_in
from booking.services.visits.move_at_desk import move_at_desk
from booking.services.visits.put_back import AsItWas


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("booking.change_appointment")
def move_appointment(request: HttpRequest, pk: int) -> HttpResponse:
    """Move an appointment to another time or therapist, also when it is too late to do so online.

    The address may fill in `practitioner`, `day` and `time`. Goes on to `?next=`, or else to the
    agenda of its new day. If the appointment was changed since the form showed it, the form shows
    it anew and keeps what was typed.
    """
    visits = Appointment.objects.for_page().exclude(patient=None)
    appointment = get_object_or_404(visits, pk=pk)
    initial = MoveForm.initial_for(appointment) | request.GET.dict()
    form = MoveForm(request.POST or None, initial=initial)
    show_version(form, appointment.version)
    if form.is_valid():
        data, now = form.cleaned_data, timezone.now()
        before = AsItWas.of(appointment, now)
        try:
            moved = move_at_desk(
                appointment=appointment,
                practitioner=data["practitioner"],
                starts_at=data["starts_at"],
                overrule=bool(data["overrule"]),
                because=data["overrule"],
                now=now,
                by_user=member_of_staff(request),
                shown=shown_in(request),
            )
        except ChangedMeanwhile as error:
            form.refuse(error)
            appointment = visits.get(pk=pk)
            show_version(form, appointment.version, anew=True)
        except BookingError as error:
            form.refuse(error)
        else:
            if moved.stood_there:
                messages.info(request, stands_text(moved.visit))
                return redirect(return_url(request, moved.visit))
            return answer_done(request, moved.visit, Done("move", before, moved.overruled))
    context = {"form": form, "appointment": appointment}
    return TemplateResponse(request, "booking/reception/move.html", context)
