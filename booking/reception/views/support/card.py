from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from booking.reception.views.support.shown import member_of_staff
from booking.services.privacy.note_opening import note_opening


def noted(response: HttpResponse, request: HttpRequest, patient_id: int) -> HttpResponse:
    """Return the response with a card, which notes who opened it once it has been sent."""
    user, now = member_of_staff(request), timezone.now()
    note = partial(note_opening, patient_id=patient_id, user=user, now=now)
    response._resource_closers.append(note)  # type: ignore[attr-defined]  # noqa: SLF001  run by close()
    return response
