"""Patients who may be one person: the list of them, and merging two."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from booking.errors import BookingError
from booking.models import Patient
from booking.reception.forms.merging import MergeForm
from booking.services.patients.doubles import possible_doubles
from booking.services.patients.merge import effects_of_merging, merge_patients


@require_safe
@permission_required("booking.change_patient")
def show_doubles(request: HttpRequest) -> HttpResponse:
    """Show pairs of patients who may be one person. Takes two queries."""
    return TemplateResponse(
        request, "booking/reception/doubles.html", {"pairs": possible_doubles()}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("booking.change_patient")
def merge_two(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Compare two patients and merge them: it cannot be undone, and the page says so."""
    known, now = Patient.objects.known(), timezone.now()
    keep = get_object_or_404(known, pk=pk)
    gone = get_object_or_404(Patient, pk=other)
    if gone.merged_into_id == keep.pk:  # a second click
        return redirect("patienten:visits", keep.pk)
    if gone.erased_at:
        raise Http404
    form = MergeForm(request.POST or None, patients=(keep, gone))
    if form.is_valid():
        try:
            merge_patients(keep=keep, gone=gone, details=form.details(), now=now)
        except BookingError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The two are one patient now."))
            return redirect("patienten:visits", keep.pk)
    context = {"form": form, "keep": keep, "effects": effects_of_merging(keep, gone, now=now)}
    return TemplateResponse(request, "booking/reception/merge.html", context)
