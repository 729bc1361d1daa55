"""The desk's screens in the Wagtail admin. Each asks for its permission itself."""

from collections.abc import Sequence
from datetime import date, timedelta
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from booking.availability import CLINIC_TZ, plausible_day
from booking.choices import CancelledBy, DeskRule
from booking.errors import BookingError
from booking.models import Appointment, Notification, Patient
from booking.reception.agenda import agenda_of
from booking.reception.forms import DeskForm, MoveForm
from booking.services.book_at_desk import book_at_desk
from booking.services.cancel import cancel
from booking.services.check_in import check_in, undo_check_in
from booking.services.move_at_desk import move_at_desk
from booking.services.reinstate import reinstate
from booking.services.send_again import send_again


@require_safe
@permission_required("booking.view_appointment")
def agenda(request: HttpRequest) -> HttpResponse:
    """`?dag=2027-01-12`; today without it, or with nonsense."""
    now = timezone.now()
    today = timezone.localdate(now, CLINIC_TZ)
    day = plausible_day(request.GET.get("dag", "")) or today
    context = {
        "agenda": agenda_of(day, now=now),
        "today": today,
        # The line of this half hour, where the browser scrolls to.
        "today_url": f"{day_url(today)}#nu",
        "previous_url": day_url(day - timedelta(days=1)),
        "next_url": day_url(day + timedelta(days=1)),
        "may_book": request.user.has_perm("booking.add_appointment"),
        "may_check_in": day == today and request.user.has_perm("booking.change_appointment"),
    }
    return TemplateResponse(request, "booking/reception/agenda.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("booking.add_appointment")
def book_visit(request: HttpRequest) -> HttpResponse:
    """By phone or at the desk. The agenda fills in therapist, day and hour; `?patient=` who."""
    patient = patient_named(request)
    known = DeskForm.initial_for(patient) if patient else {}
    form = DeskForm(request.POST or None, initial=request.GET.dict() | known)
    if form.is_valid():
        data = form.cleaned_data
        try:
            booked = book_at_desk(
                treatment=data["treatment"],
                practitioner=data["practitioner"],
                starts_at=data["starts_at"],
                details=form.details(),
                overrule=data["overrule"],
                now=timezone.now(),
            )
        except BookingError as error:
            form.refuse(error)
        else:
            tell(request, _("The appointment is booked."), booked.overruled)
            return redirect(agenda_url(booked.visit))
    return TemplateResponse(request, "booking/reception/book.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("booking.change_appointment")
def move_visit(request: HttpRequest, pk: int) -> HttpResponse:
    """To another time or therapist, also after the cut-off of the website."""
    appointment = get_object_or_404(Appointment.objects.for_page().exclude(patient=None), pk=pk)
    form = MoveForm(request.POST or None, initial=MoveForm.initial_of(appointment))
    if form.is_valid():
        data = form.cleaned_data
        try:
            moved = move_at_desk(
                appointment=appointment,
                practitioner=data["practitioner"],
                starts_at=data["starts_at"],
                overrule=data["overrule"],
                now=timezone.now(),
            )
        except BookingError as error:
            form.refuse(error)
        else:
            tell(request, _("The appointment is moved."), moved.overruled)
            return redirect(agenda_url(moved.visit))
    context = {"form": form, "appointment": appointment}
    return TemplateResponse(request, "booking/reception/move.html", context)


def tell(request: HttpRequest, done: str, overruled: Sequence[DeskRule]) -> None:
    """What is done, and by name what that overruled."""
    if overruled:
        rules = "; ".join(str(rule.label) for rule in overruled)
        done = _("%(done)s Outside the rules: %(rules)s.") % {"done": done, "rules": rules}
    messages.success(request, done)


@require_safe
@permission_required("booking.view_appointment")
def visit(request: HttpRequest, pk: int) -> HttpResponse:
    appointment = get_object_or_404(
        Appointment.objects.for_page().exclude(patient=None),
        pk=pk,
    )
    series = series_of(appointment)
    context = {
        "appointment": appointment,
        "series": series,
        "is_followed": any(
            one.is_expected and one.starts_at > appointment.starts_at for one in series
        ),
        "mails": list(Notification.objects.about(appointment)),
        "agenda_url": agenda_url(appointment),
        "is_today": appointment.day == timezone.localdate(timezone=CLINIC_TZ),
        "may_change": request.user.has_perm("booking.change_appointment"),
        "may_see_patient": request.user.has_perm("booking.view_patient"),
        "may_book": request.user.has_perm("booking.add_appointment"),
        "may_wait": request.user.has_perm("booking.add_waitlistentry"),
    }
    return TemplateResponse(request, "booking/reception/visit.html", context)


def series_of(appointment: Appointment) -> list[Appointment]:
    """The visits it was booked together with."""
    if appointment.series is None:
        return []
    others = appointment.series.appointments.exclude(pk=appointment.pk)
    return list(others.select_related("practitioner").order_by("starts_at"))


@require_POST
@permission_required("booking.change_appointment")
def change_visit(request: HttpRequest, pk: int) -> HttpResponse:
    """Check in, cancel, take either back, or send the last mail again: as the button says."""
    appointment = get_object_or_404(Appointment, pk=pk)
    now = timezone.now()
    verbs = {
        "check_in": lambda: check_in(appointment=appointment, now=now),
        "undo_check_in": lambda: undo_check_in(appointment=appointment),
        "cancel": lambda: cancel(appointment=appointment, by=CancelledBy.PRACTICE, now=now),
        "reinstate": lambda: reinstate(appointment=appointment, now=now),
        "send_again": lambda: send_again(appointment=appointment, now=now),
    }
    verb = verbs.get(request.POST.get("verb", ""))
    if verb is None:
        return HttpResponse(status=400)
    try:
        verb()
    except BookingError as error:
        messages.error(request, str(error))
    else:
        link = messages.button(reverse("agenda:visit", args=[pk]), _("Show the appointment"))
        messages.success(request, _("Done."), buttons=[link])
    return redirect(agenda_url(appointment))


def patient_named(request: HttpRequest) -> Patient | None:
    """By number: an address names nobody."""
    pk = request.GET.get("patient", "")
    if not pk.isdecimal() or not request.user.has_perm("booking.view_patient"):
        return None
    return Patient.objects.known().filter(pk=pk).first()


def agenda_url(appointment: Appointment) -> str:
    return day_url(appointment.day)


def day_url(day: date) -> str:
    return f"{reverse('agenda:index')}?{urlencode({'dag': day.isoformat()})}"
