"""One appointment: the facts, its mails, and the buttons that change it."""

from collections.abc import Callable
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from booking.choices import CancelledBy
from booking.errors import BookingError
from booking.models import Absence, Appointment, Notification
from booking.reception.forms.note import NoteForm
from booking.reception.presenters.done import done_to
from booking.reception.presenters.history import history_of
from booking.reception.views.support.addresses import agenda_url, return_url
from booking.reception.views.support.messages import report_change, report_refused
from booking.reception.views.support.notes import notes_of_visit, with_refused
from booking.reception.views.support.shown import member_of_staff, shown_in
from booking.scheduling.clock import clinic_date
from booking.services.mail.send_again import is_still_owed, send_again, version_of
from booking.services.visits.attendance import (
    check_in,
    fulfil,
    mark_noshow,
    undo_check_in,
    undo_fulfil,
    undo_noshow,
)
from booking.services.visits.cancel import cancel
from booking.services.visits.reinstate import reinstate
from booking.services.waitlist.join import may_get_earlier

# What the buttons do, by the `verb` that they send.
ACTIONS: dict[str, Callable[..., object]] = {
    "check_in": check_in,
    "undo_check_in": undo_check_in,
    "mark_noshow": mark_noshow,
    "undo_noshow": undo_noshow,
    "fulfil": fulfil,
    "undo_fulfil": undo_fulfil,
    "cancel": partial(cancel, by=CancelledBy.PRACTICE),
    "cancel_as_asked": partial(cancel, by=CancelledBy.ASKED),
    "reinstate": reinstate,
    "send_again": send_again,
}


@require_safe
@permission_required("booking.view_appointment")
def show_appointment(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an appointment that has a patient; a time that is only held has no page."""
    return page_of_appointment(request, pk)


def page_of_appointment(
    request: HttpRequest, pk: int, *, refused: NoteForm | None = None
) -> HttpResponse:
    """The page of an appointment, with the form of a note that was `refused` in its place."""
    visits = Appointment.objects.for_page().select_related("policy").exclude(patient=None)
    appointment, now = get_object_or_404(visits, pk=pk), timezone.now()
    others = others_of_series(appointment)
    away = Absence.objects.of(appointment.practitioner_id).during(appointment.span)
    mails = list(Notification.objects.about(appointment))
    context = {
        "appointment": appointment,
        "series": others,
        "is_followed": any(
            other.is_expected and other.starts_at > appointment.starts_at for other in others
        ),
        "notes": with_refused(notes_of_visit(request, appointment, now), refused),
        "mails": mails,
        "history": history_of(appointment),
        "mails_version": version_of(mails),
        "mail_waits": is_still_owed(mails),
        "agenda_url": agenda_url(appointment.day),
        "absence": away.first() if appointment.is_expected else None,
        "is_today": appointment.day == clinic_date(now),
        "has_started": appointment.starts_at <= now,
        "is_coming": appointment.is_expected and appointment.starts_at > now,
        "can_change_online": appointment.can_be_changed_online(now),
        "may_change": request.user.has_perm("booking.change_appointment"),
        "may_see_patient": request.user.has_perm("booking.view_patient"),
        "may_change_patient": request.user.has_perm("booking.change_patient"),
        "may_book": request.user.has_perm("booking.add_appointment"),
        "may_wait": request.user.has_perm("booking.add_waitlistentry")
        and may_get_earlier(appointment, now=now),
    }
    return TemplateResponse(request, "booking/reception/visit.html", context)


def others_of_series(appointment: Appointment) -> list[Appointment]:
    """Other appointments of its series in order of time; none when it is not part of one."""
    if appointment.series is None:
        return []
    others = appointment.series.appointments.exclude(pk=appointment.pk)
    return list(others.select_related("practitioner").order_by("starts_at"))


@require_POST
@permission_required("booking.change_appointment")
def change_appointment(request: HttpRequest, pk: int) -> HttpResponse:
    """Do what the pressed button says, then go on to `next`, or else to the agenda of that day.

    The button sends its action as `verb`; an unknown one is answered with status 400. Its address
    ends in the version of the appointment that the screen showed: `?getoond=3-booked`.
    """
    appointment = get_object_or_404(Appointment.objects.for_page(), pk=pk)
    verb = request.POST.get("verb", "")
    action = ACTIONS.get(verb)
    if action is None:
        return HttpResponse(status=400)
    if action is send_again:
        action = partial(send_again, shown_mail=request.POST.get("berichten", ""))
    try:
        done = action(
            appointment=appointment,
            now=timezone.now(),
            by_user=member_of_staff(request),
            shown=shown_in(request),
        )
    except BookingError as error:
        report_refused(request, error)
    else:
        link = messages.button(reverse("agenda:visit", args=[pk]), _("Show the appointment"))
        broken = getattr(done, "overruled", [])
        appointment.refresh_from_db()
        report_change(request, done_to(verb, appointment), broken, buttons=[link])
    return redirect(return_url(request, appointment))
