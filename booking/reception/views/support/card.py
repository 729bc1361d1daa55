"""Notes of who opened the card of a patient: the page, the form, or the card of an appointment.

They are written once the response has been sent, so that nobody waits for them.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from booking.models import Appointment
from booking.models.sight import Sight
from booking.reception.views.support.shown import member_of_staff
from booking.services.privacy.note_opening import note_opening


def noted(response: HttpResponse, request: HttpRequest, patient_id: int) -> HttpResponse:
    """Return the response with a card, which notes who opened it once it has been sent."""
    user, now = member_of_staff(request), timezone.now()
    return afterwards(response, lambda: note_opening(patient_id=patient_id, user=user, now=now))


def noted_visit(
    response: HttpResponse, request: HttpRequest, visit_pk: int | None, sight: Sight
) -> HttpResponse:
    """Return the response with the card of an appointment, which tells as much of its patient.

    Without an appointment, or with one that the user does not see, nothing is noted.
    """
    user, now = member_of_staff(request), timezone.now()

    def note() -> None:
        seen = Appointment.objects.seen_by(sight).filter(pk=visit_pk, patient__erased_at=None)
        if patient_id := seen.values_list("patient", flat=True).first():
            note_opening(patient_id=patient_id, user=user, now=now)

    return afterwards(response, note) if visit_pk else response


def afterwards(response: HttpResponse, note: Callable[[], None]) -> HttpResponse:
    """Return the response, which does something once it has been sent."""
    response._resource_closers.append(note)  # type: ignore[attr-defined]  # noqa: SLF001  run by close()
    return response
