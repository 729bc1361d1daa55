"""Patients who may be one person: the list of them, telling two apart, and merging them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.auth import permission_required
from wagtail.admin.utils import get_valid_next_url_from_request

from booking.errors import BookingError, PatientGone
from booking.models import Patient
from booking.reception.forms.merging import MergeForm
from booking.reception.views.support.named import lead_to_who_stayed
from booking.services.patients.doubles import (
    MOST_PAIRS,
    are_told_apart,
    possible_doubles,
    tell_apart,
)
from booking.services.patients.merge import effects_of_merging, merge_patients


@require_safe
@permission_required("booking.change_patient")
def show_doubles(request: HttpRequest) -> HttpResponse:
    """Show pairs of patients who may be one person, and whether there are more."""
    found = possible_doubles()
    context = {"pairs": found[:MOST_PAIRS], "has_more": len(found) > MOST_PAIRS}
    return TemplateResponse(request, "booking/reception/doubles.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("booking.change_patient")
def merge_two(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Compare two patients and merge them: it cannot be undone, and the page says so."""
    people, now = Patient.objects.in_bulk([pk, other]), timezone.now()
    keep, gone = people.get(pk), people.get(other)
    if keep and gone and gone.merged_into_id == keep.pk:  # a second click
        return redirect("patienten:visits", keep.pk)
    if keep is None or keep.erased_at:
        return lead_to_who_stayed(request, pk)
    if gone is None or gone.erased_at:
        return lead_to_who_stayed(request, other)
    apart = are_told_apart(keep, gone)
    form = MergeForm(request.POST or None, patients=(keep, gone), are_apart=apart)
    if form.is_valid():
        try:
            merge_patients(keep=keep, gone=gone, details=form.details(), note=form.note(), now=now)
        except BookingError as error:
            form.add_error(None, str(error))
        else:
            done = _("The two are one patient now: %(name)s.")
            messages.success(request, done % {"name": Patient.objects.get(pk=keep.pk)})
            return redirect("patienten:visits", keep.pk)
    context = {
        "form": form,
        "keep": keep,
        "gone": gone,
        "effects": effects_of_merging(keep, gone, now=now),
        "next": get_valid_next_url_from_request(request),
    }
    return TemplateResponse(request, "booking/reception/merge.html", context)


@require_POST
@permission_required("booking.change_patient")
def tell_two_apart(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Note that these are two people, and go on to `?next=`, or else to the page of the first."""
    people = Patient.objects.in_bulk([pk, other])
    one, two = people.get(pk), people.get(other)
    try:
        if one is None or two is None:
            raise PatientGone
        tell_apart(one, two)
    except BookingError as error:
        messages.error(request, str(error))
        return redirect("patienten:doubles")
    compare = messages.button(reverse("patienten:merge", args=[pk, other]), _("Compare again"))
    done = _("%(one)s and %(other)s stay two patients.") % {"one": one, "other": two}
    messages.success(request, done, buttons=[compare])
    return redirect(
        get_valid_next_url_from_request(request) or reverse("patienten:visits", args=[pk])
    )
