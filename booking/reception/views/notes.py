"""Notes with an appointment and with a patient, written on the pages that show them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.auth import permission_required
from wagtail.admin.utils import get_valid_next_url_from_request

from booking.errors import BookingError, PatientGone
from booking.models import Appointment, Patient
from booking.reception.forms.note import NoteForm
from booking.reception.presenters.done import noted_text
from booking.reception.views.appointment import page_of_appointment
from booking.reception.views.patient import page_of_patient
from booking.reception.views.support.addresses import return_url
from booking.reception.views.support.answers import is_by_script
from booking.reception.views.support.bar import Bar, refusal
from booking.reception.views.support.changed import changed_pieces
from booking.reception.views.support.named import lead_to_who_stayed
from booking.reception.views.support.place import Place
from booking.reception.views.support.shown import member_of_staff, shown_in
from booking.services.patients.note import note_on_patient
from booking.services.practice.sight import sight_of
from booking.services.visits.note import note_on_visit


@require_POST
@permission_required("booking.change_appointment")
def note_with_appointment(request: HttpRequest, pk: int) -> HttpResponse:
    """Store the note of an appointment, then go on to `?next=`, or else to its page."""
    visit = visit_of(pk)
    return note_beside(request, visit, visit, reverse("agenda:note", args=[pk]))


@require_POST
@permission_required("booking.change_patient")
def note_with_patient_of(request: HttpRequest, pk: int) -> HttpResponse:
    """Store the note of the patient of an appointment, on the page of that appointment."""
    visit = visit_of(pk)
    return note_beside(request, visit, visit.patient, reverse("agenda:patient_note", args=[pk]))


def visit_of(pk: int) -> Any:
    """The appointment of a patient who was not erased. Raises Http404."""
    return get_object_or_404(Appointment.objects.for_page().exclude(patient=None), pk=pk)


def note_beside(
    request: HttpRequest, visit: Appointment, row: Appointment | Patient, address: str
) -> HttpResponse:
    """Store a note with an appointment, or with its patient, and answer where it stood."""
    form = NoteForm(row, now=timezone.now(), address=address, data=request.POST)
    return answer_noted(request, visit, form)


@require_POST
@permission_required("booking.change_patient")
def note_with_patient(request: HttpRequest, pk: int) -> HttpResponse:
    """Store the note of a patient, then go on to `?next=`, or else to the page of the patient."""
    patient = Patient.objects.known().filter(pk=pk).first()
    if patient is None:
        return lead_to_who_stayed(request, pk)
    address = reverse("patienten:note", args=[pk])
    form = NoteForm(patient, now=timezone.now(), address=address, data=request.POST)
    told = stored(request, form)
    if told is None:
        return page_of_patient(request, patient, refused=form)
    report_bar(request, told)
    return redirect(next_or(request, "patienten:visits", pk))


def answer_noted(request: HttpRequest, visit: Appointment, form: NoteForm) -> HttpResponse:
    """Store a note, and show it on the card from which it came, or on the page."""
    told, now = stored(request, form), timezone.now()
    if is_by_script(request):
        place = Place.at(return_url(request, visit), now, sight_of(request.user))
        return changed_pieces(request, place, bar=told, refused=None if told else form)
    if told is None:
        return page_of_appointment(request, visit.pk, refused=form)
    report_bar(request, told)
    return redirect(next_or(request, "agenda:visit", visit.pk))


def stored(request: HttpRequest, form: NoteForm) -> Bar | None:
    """Store the note and say so; None if the form has to say why it was not stored.

    Of a patient who was erased meanwhile there is no form any more, so that is said too.
    """
    if not form.is_valid():
        return None
    note, row = form.cleaned_data["note"], form.row
    more = {"note": note, "by_user": member_of_staff(request), "shown": shown_in(request)}
    try:
        if isinstance(row, Appointment):
            is_new = note_on_visit(appointment=row, **more)
        else:
            is_new = note_on_patient(patient=row, **more)
    except PatientGone as error:
        return refusal(error)
    except BookingError as error:
        row.refresh_from_db(fields=["note"])
        form.refuse(str(error), timezone.now())
        return None
    return Bar(noted_text(row, note) if is_new else _("That is the note already."))


def report_bar(request: HttpRequest, bar: Bar) -> None:
    """Say above the page what stands in the bar of the agenda."""
    report = messages.error if bar.is_refusal else messages.success
    report(request, bar.text)


def next_or(request: HttpRequest, name: str, pk: int) -> str:
    """The address in `next` when it is one of this site, or else the page of that name."""
    return get_valid_next_url_from_request(request) or reverse(name, args=[pk])
