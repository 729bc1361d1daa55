"""The link by which a therapist follows the own agenda on a telephone."""

from typing import cast

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from booking.errors import ChangedMeanwhile
from booking.feed_links import feed_url
from booking.models import CalendarFeed, Practitioner
from booking.reception.views.support.messages import report_refused
from booking.reception.views.support.shown import shown_in
from booking.services.practice.feeds import close_feed, open_feed


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("booking.view_appointment")
def show_feed(request: HttpRequest) -> HttpResponse:
    """Show the link to the own calendar; POST makes, replaces or revokes it, as `verb` says."""
    user = cast(User, request.user)
    person = Practitioner.objects.active().filter(user=user).first()
    if request.method == "POST" and person:
        return change_feed(request, person)
    feed = CalendarFeed.objects.filter(practitioner=person).first() if person else None
    context = {"person": person, "feed": feed, "url": feed_url(feed) if feed else ""}
    return TemplateResponse(request, "booking/reception/feed.html", context)


def change_feed(request: HttpRequest, person: Practitioner) -> HttpResponse:
    """Do what the pressed button says, and show the link as it is then."""
    verb, shown = request.POST.get("verb"), shown_in(request)
    if verb not in {"open", "close"}:
        return HttpResponse(status=400)
    try:
        if verb == "open":
            open_feed(person, now=timezone.now(), shown=shown)
            done = _("Here is your link. One that you had before opens nothing any more.")
        else:
            close_feed(person, shown=shown)
            done = _("The link is revoked: it opens nothing any more.")
    except ChangedMeanwhile as error:
        report_refused(request, error)
    else:
        messages.success(request, done)
    return redirect("mijn_kalender:index")
