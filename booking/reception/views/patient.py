"""One patient: the appointments, and erasing the details when the patient asks for it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from booking.errors import BookingError, HasComingVisits
from booking.models import Appointment, Patient
from booking.models.evening_mail import evening_mail
from booking.models.shown import version_of
from booking.reception.forms.note import NoteForm
from booking.reception.presenters.history import history_of
from booking.reception.views.support.card import noted
from booking.reception.views.support.messages import report_refused
from booking.reception.views.support.named import lead_to_who_stayed
from booking.reception.views.support.notes import notes_of_patient, with_refused
from booking.reception.views.support.shown import shown_in
from booking.services.patients.doubles import perhaps_double, told_apart_from
from booking.services.patients.next_treatment import treatment_after
from booking.services.privacy.erase import erase_patient

# The page shows no more past or cancelled appointments than this.
NEWEST = 20


@require_safe
@permission_required("booking.view_patient")
def show_patient(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the appointments of a patient, the coming ones first, and who may be the same person.

    Takes twelve queries at most for any number of them, and a note afterwards of who opened it.
    """
    patient = Patient.objects.known().filter(pk=pk).first()
    if patient is None:
        return lead_to_who_stayed(request, pk)
    return page_of_patient(request, patient)


def page_of_patient(
    request: HttpRequest, patient: Patient, *, refused: NoteForm | None = None
) -> HttpResponse:
    """The page of a patient, with the form of a note that was `refused` in its place."""
    visits, now = Appointment.objects.for_page().filter(patient=patient), timezone.now()
    coming = list(visits.coming(now).order_by("starts_at"))
    others = list(visits.exclude(pk__in=visits.coming(now)).order_by("-starts_at")[: NEWEST + 1])
    latest = next(iter([*reversed(coming), *others]), None)
    context = {
        "patient": patient,
        "notes": with_refused(notes_of_patient(request, patient, now), refused),
        "coming": coming,
        "others": others[:NEWEST],
        "has_older": len(others) > NEWEST,
        "latest": latest,
        "next_treatment": treatment_after(latest) if latest else None,
        "doubles": perhaps_double(patient),
        "history": history_of(patient),
        "apart": told_apart_from(patient),
        "missed": visits.missed().count(),
        "may_book": request.user.has_perm("booking.add_appointment"),
        "may_change": request.user.has_perm("booking.change_patient"),
    }
    card = TemplateResponse(request, "booking/reception/patient.html", context)
    if refused:  # the note was sent to an address that has no page
        card["Content-Location"] = reverse("patienten:visits", args=[patient.pk])
    return noted(card, request, patient.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("booking.change_patient")
def erase_details(request: HttpRequest, pk: int) -> HttpResponse:
    """Erase the details of a patient, after asking once more: it cannot be undone."""
    patient, now = Patient.objects.filter(pk=pk).first(), timezone.now()
    if patient is None or patient.merged_into_id:
        return lead_to_who_stayed(request, pk)
    if patient.erased_at:
        messages.info(request, _("The details of this patient have been erased already."))
        return redirect("patienten:index")
    if Appointment.objects.filter(patient=patient).coming(now).exists():
        report_refused(request, HasComingVisits())
        return redirect("patienten:visits", pk)
    if request.method != "POST":
        context = {
            "patient": patient,
            "shown": version_of(patient, now),
            "sheets_are_mailed": evening_mail().is_on,
        }
        return TemplateResponse(request, "booking/reception/erase.html", context)
    try:
        erase_patient(patient=patient, now=now, shown=shown_in(request))
    except BookingError as error:
        report_refused(request, error)
        return redirect("patienten:edit", pk)
    messages.success(request, _("The details of the patient are erased."))
    return redirect("patienten:index")
