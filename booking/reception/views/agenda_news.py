"""News of the agenda since a page showed it, for the script that keeps that page fresh."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.admin.auth import permission_required, require_admin_access

from booking.models.sight import EVERYBODY
from booking.reception.presenters.agenda_version import agenda_version
from booking.reception.views.support.changed import changed_pieces
from booking.reception.views.support.place import Place
from booking.services.practice.sight import sight_of


@require_safe
@never_cache
def show_agenda_news(request: HttpRequest) -> HttpResponse:
    """Give the pieces that changed at the place of the address; 304 when none did.

    The ETag is of this login and of this place, and comes from an answer that the login could read.
    So a 304 tells nothing new, and asks for no permission: it takes three queries.
    """
    if request.user.is_anonymous:
        return news(request)
    now = timezone.now()
    etag = agenda_etag(request, Place.asked(request.GET, now, EVERYBODY), now)
    if request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified(headers={"ETag": etag})
    response = news(request)
    response["ETag"] = etag
    return response


@require_admin_access
@permission_required("booking.view_appointment")
def news(request: HttpRequest) -> HttpResponse:
    """Draw the pieces that differ from those that the page shows."""
    place = Place.asked(request.GET, timezone.now(), sight_of(request.user))
    return changed_pieces(request, place)


def agenda_etag(request: HttpRequest, place: Place, now: datetime) -> str:
    """Tag of the agenda as it is now at a place.

    It is read before the agenda itself: a change that comes in between is shown, and asked for once
    more.
    """
    version = agenda_version(place.span, therapist=place.therapist, card=place.card, now=now)
    whose = f"{request.user.pk}|{place.address_with_card}|{version}"
    return f'"{salted_hmac("booking.reception.agenda", whose).hexdigest()[:20]}"'
