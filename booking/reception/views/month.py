"""The month beside the agenda, which a script asks for once the agenda stands there."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.admin.auth import permission_required

from booking.models.sight import Sight
from booking.reception.presenters.month import known_month
from booking.reception.views.support.place import Place
from booking.services.practice.sight import sight_of


@require_safe
@permission_required("booking.view_appointment")
def show_month(request: HttpRequest) -> HttpResponse:
    """Give the month of `?dag=2027-01-12` and how full its days are; `kin` names one therapist."""
    now, sight = timezone.now(), sight_of(request.user)
    place = Place.asked(request.GET, now, sight)
    if place.therapist and sight.sees(place.therapist):
        sight = Sight(of_everybody=False, practitioner=place.therapist)
    context = {"month": known_month(place.day, sight), "kin": place.kin}
    return TemplateResponse(request, "booking/reception/agenda_month.html", context)
