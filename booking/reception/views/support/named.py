"""Patients and appointments that an address names by number: it never holds a name."""

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from wagtail.admin import messages

from booking.errors import PatientGone
from booking.models import Appointment, Patient
from booking.reception.views.support.messages import report_deleted


def patient_named(request: HttpRequest, asked: QueryDict | None = None) -> Patient | None:
    """Patient of `?patient=12`; None when there is none, or when the user may see no patients.

    `asked` are fields that name one in place of the address.
    """
    pk = (request.GET if asked is None else asked).get("patient", "")
    if not pk.isdecimal() or not request.user.has_perm("booking.view_patient"):
        return None
    return Patient.objects.known().filter(pk=pk).first()


def appointment_named(request: HttpRequest, asked: QueryDict | None = None) -> Appointment | None:
    """Appointment of `?afspraak=12` with its patient; None when the address names none.

    `asked` are fields that name one in place of the address. Raises Http404 for a number that does
    not exist, or when the user may see no appointments.
    """
    pk = (request.GET if asked is None else asked).get("afspraak", "")
    if not pk:
        return None
    if not pk.isdecimal() or not request.user.has_perm("booking.view_appointment"):
        raise Http404
    return get_object_or_404(Appointment.objects.for_page().exclude(patient=None), pk=pk)


def lead_to_who_stayed(request: HttpRequest, pk: int | str) -> HttpResponse:
    """Lead from the address of a patient who is gone to the one with whom they were merged.

    After erasing and deleting it leads to the list of patients. Both say what happened.
    """
    stays = Patient.objects.current(int(pk))
    if not stays and not Patient.objects.filter(pk=pk).exists():
        return report_deleted(request, Patient, pk, "patienten:index")
    messages.error(request, str(PatientGone()))
    return redirect("patienten:visits", stays.pk) if stays else redirect("patienten:index")
