"""Keeping what somebody types at the desk, before it is sent."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST
from wagtail.admin.auth import any_permission_required

from booking.reception.views.support.steps import keep_what_is_typed

# Whoever has one of them may open one of the forms in which the details of a patient are typed.
TYPING = ("booking.add_appointment", "booking.add_patient", "booking.add_waitlistentry")


@require_POST
@any_permission_required(*TYPING)
def keep_typed(request: HttpRequest) -> HttpResponse:
    """Keep the fields of a form that a script sends while somebody types; nothing else changes.

    `getypt` is the token of them that it made, `adres` the address of the form. What cannot be kept
    is answered with status 400.
    """
    return HttpResponse(status=204 if keep_what_is_typed(request) else 400)
