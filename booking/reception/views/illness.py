"""Somebody is ill: other times for the patients, mails that ask, and a list to call."""

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages
from wagtail.admin.auth import permission_required
from wagtail.log_actions import log

from booking.errors import BookingError
from booking.models import Absence, Substitute, Substitution
from booking.models.shown import version_of
from booking.models.substitution import CallState
from booking.reception.forms.illness import IllnessForm, Ticks
from booking.reception.presenters.consequences import consequences
from booking.reception.presenters.done import done_to
from booking.reception.presenters.illness import plan_of, short_moment
from booking.reception.presenters.illness_progress import progress_of
from booking.reception.views.support.messages import report_deleted, report_refused
from booking.reception.views.support.shown import member_of_staff, shown_in
from booking.scheduling.clock import clinic_date
from booking.services.schedule.fall_ill import Illness, fall_ill, undo_illness
from booking.services.substitutes.answer import take_choice
from booking.services.substitutes.note_call import note_call
from booking.text.refusals import told_to_desk

INDEX = "ziek:index"


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("booking.add_absence")
@permission_required("booking.change_appointment")
def report_illness(request: HttpRequest) -> HttpResponse:
    """Show whom an absence of `?kin=3&dag=2027-01-12&duur=day` hits, and what can be proposed.

    POST with `doe=toon` does that too, and stores nothing. `doe=mail` stores the absence, keeps the
    ticked times and owes the mails.
    """
    now = timezone.now()
    asked = request.POST if request.method == "POST" else with_usual(request)
    form = IllnessForm(asked, today=clinic_date(now))
    ticks = Ticks.of(request.POST)
    absence = form.absence() if form.is_valid() else None
    if absence and request.POST.get("doe") == "mail":
        try:
            illness = ask_patients(request, form.absence(), ticks, now)
        except ValidationError as error:
            form.add_error("kin", error)
        except BookingError as error:
            form.add_error(None, told_to_desk(error))
        else:
            log(instance=illness.absence, action="wagtail.create", user=member_of_staff(request))
            return redirect(screen_of(illness.absence.pk))
    context = {
        "form": form,
        "plan": plan_of(absence, ticks, now=now) if absence else None,
        "others": absences_then(absence) if absence else [],
        "day": form.day,
        "today": clinic_date(now),
        "tomorrow": clinic_date(now) + timedelta(days=1),
    }
    return TemplateResponse(request, "booking/reception/illness.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("booking.add_absence")
@permission_required("booking.change_appointment")
def show_illness(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far the desk is with an absence, and whom nobody asked yet; POST asks those."""
    now = timezone.now()
    absence = Absence.objects.select_related("practitioner").filter(pk=pk).first()
    if absence is None:
        return report_deleted(request, Absence, pk, INDEX)
    ticks, fault = Ticks.of(request.POST), ""
    if request.method == "POST":
        try:
            ask_patients(request, absence, ticks, now)
        except Absence.DoesNotExist:
            return report_deleted(request, Absence, pk, INDEX)
        except BookingError as error:
            fault = told_to_desk(error)
        else:
            return redirect(screen_of(pk))
    progress = progress_of(absence, now=now)
    plan = plan_of(absence, ticks, now=now)
    context = {
        "absence": absence,
        "progress": progress,
        "plan": plan,
        "total": progress.total + len(plan.rows),
        "fault": fault,
        "version": version_of(absence, now),
        "back": screen_of(pk),
        "states": CallState,
        "now": now,
    }
    return TemplateResponse(request, "booking/reception/illness.html", context)


@require_POST
@permission_required("booking.change_appointment")
def take_for_patient(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a choice for a patient who says so on the phone."""
    choice = get_object_or_404(Substitute.objects.select_related("substitution"), pk=pk)
    try:
        visit = take_choice(
            choice=choice,
            now=timezone.now(),
            by_user=member_of_staff(request),
            shown=shown_in(request),
        )
    except BookingError as error:
        report_refused(request, error)
    else:
        messages.success(request, done_to("move", visit))
    return redirect(screen_of(choice.substitution.absence_id))


@require_POST
@permission_required("booking.change_appointment")
def note_call_of(request: HttpRequest, pk: int) -> HttpResponse:
    """Note how a call went: `stand` is one of CallState; anything else is answered with 400."""
    substitution = get_object_or_404(Substitution.objects.select_related("appointment"), pk=pk)
    if (said := request.POST.get("stand", "")) not in CallState.values:
        return HttpResponse(status=400)
    try:
        note_call(
            substitution=substitution,
            call=CallState(said),
            now=timezone.now(),
            by_user=member_of_staff(request),
            shown=shown_in(request),
        )
    except BookingError as error:
        report_refused(request, error)
    else:
        noted = {"name": substitution.appointment.patient, "state": CallState(said).label}
        messages.success(request, _("Noted: %(name)s, %(state)s.") % noted)
    return redirect(screen_of(substitution.absence_id))


@require_POST
@permission_required("booking.delete_absence")
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Lift an absence that was a slip, as long as no mail has left."""
    absence = Absence.objects.select_related("practitioner").filter(pk=pk).first()
    if absence is None:
        return report_deleted(request, Absence, pk, INDEX)
    try:
        outcome = undo_illness(absence=absence, shown=shown_in(request), now=timezone.now())
    except BookingError as error:
        report_refused(request, error)
        return redirect(screen_of(pk))
    absence.pk = pk
    log(instance=absence, action="wagtail.delete", user=member_of_staff(request))
    done = _("Undone: %(name)s is not away, and no mail leaves.")
    told = [done % {"name": absence.practitioner or _("The whole practice")}]
    messages.success(request, " ".join([*told, *consequences(outcome, request.user)]))
    return redirect(INDEX)


def ask_patients(request: HttpRequest, absence: Absence, ticks: Ticks, now: datetime) -> Illness:
    """Store what was ticked, and tell what followed. Raises BookingError, ValidationError."""
    illness = fall_ill(
        absence=absence,
        ticked=ticks.by_visit(),
        now=now,
        by_user=member_of_staff(request),
        shown=shown_in(request),
    )
    messages.success(request, " ".join(told_of(illness, request, now)))
    return illness


def told_of(illness: Illness, request: HttpRequest, now: datetime) -> list[str]:
    """Sentences on what a press did: the absence, the mails, and what somebody else has by now."""
    offered = illness.offered
    told = [_("The absence is kept.")] if illness.is_new else []
    if offered.mailed:
        told.append(
            ngettext(
                "%(count)d patient is mailed other times.",
                "%(count)d patients are mailed other times.",
                offered.mailed,
            )
            % {"count": offered.mailed}
        )
    told += [
        _("Taken meanwhile, so not offered: %(moment)s (%(name)s).")
        % {"moment": short_moment(opening.starts_at, now), "name": visit.patient}
        for visit, opening in offered.gone
    ]
    return [*told, *consequences(illness.outcome, request.user)]


def with_usual(request: HttpRequest) -> dict[str, Any]:
    """The form as the address asks for it; the whole day where it does not say how long."""
    return {"duur": "day", "reden": _("Ill")} | request.GET.dict()


def absences_then(absence: Absence) -> list[Absence]:
    """Absences of the therapist at that time that are there already."""
    theirs = Absence.objects.away().filter(practitioner=absence.practitioner)
    return list(theirs.during(absence.span).order_by("starts_at"))


def screen_of(pk: int | None) -> str:
    """Address of the screen of an absence; the empty screen for one that is gone."""
    return reverse("ziek:absence", args=[pk]) if pk else reverse(INDEX)
