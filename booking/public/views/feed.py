"""The calendar of a therapist, as the program on a telephone asks for it."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from booking.emails.calendar import feed_text
from booking.errors import LinkExpired, LinkInvalid
from booking.feed_links import read_feed
from booking.models import Appointment
from booking.practice import current_practice
from booking.public.views.support.refused import link_refused
from booking.public.views.visit import calendar_answer

# So that last week is still there to look back at.
LOOKS_BACK = timedelta(days=30)


@conditional_page
@cache_control(private=True, no_cache=True)
@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """Give the appointments of the therapist whose link this is; 304 when none has changed."""
    try:
        person = read_feed(token).practitioner
    except (LinkInvalid, LinkExpired) as error:
        return link_refused(request, error)
    after = timezone.now() - LOOKS_BACK
    visits = Appointment.objects.for_calendar(person.pk, after=after)
    text = feed_text(visits, person, current_practice(request))
    return calendar_answer(text, "agenda.ics")
