"""Adding a patient who has no appointment yet."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from booking.errors import BookingError, PerhapsKnown
from booking.reception.forms.patient import NewPatientForm
from booking.reception.views.support.steps import forget_what_was_typed
from booking.reception.views.support.whose import read_whose
from booking.services.patients.add import add_patient


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("booking.add_patient")
def add_new_patient(request: HttpRequest) -> HttpResponse:
    """Add a patient, after asking whether it is one who is known already."""
    now = timezone.now()
    whose = read_whose(request, now)
    form = NewPatientForm(whose.data, initial=whose.initial(NewPatientForm))
    if form.is_valid():
        details = form.details()
        try:
            patient = add_patient(details=details, identity=whose.identity(details), now=now)
        except PerhapsKnown as error:
            whose.ask(error, details, now)
            form.add_error(None, str(error))
        except BookingError as error:
            form.add_error(None, str(error))
        else:
            forget_what_was_typed(request)
            added = _("%(name)s is added as a patient.")
            known = _("%(name)s was a patient already: these are the details now.")
            done = added if patient.created_at == now else known
            messages.success(request, done % {"name": patient})
            return redirect("patienten:visits", patient.pk)
    context = {"form": form} | whose.context
    return TemplateResponse(request, "booking/reception/add_patient.html", context)
