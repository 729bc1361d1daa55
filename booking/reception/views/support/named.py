"""Patients and appointments that an address names by number: it never holds a name."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from booking.models import Appointment, Patient


def patient_named(request: HttpRequest) -> Patient | None:
    """Patient of `?patient=12`; None when there is none, or when the user may see no patients."""
    pk = request.GET.get("patient", "")
    if not pk.isdecimal() or not request.user.has_perm("booking.view_patient"):
        return None
    return Patient.objects.known().filter(pk=pk).first()


def appointment_named(request: HttpRequest) -> Appointment | None:
    """Appointment of `?afspraak=12` with its patient; None when the address names none.

    Raises Http404 for a number that does not exist, or when the user may see no appointments.
    """
    pk = request.GET.get("afspraak", "")
    if not pk:
        return None
    if not pk.isdecimal() or not request.user.has_perm("booking.view_appointment"):
        raise Http404
    return get_object_or_404(Appointment.objects.for_page().exclude(patient=None), pk=pk)
