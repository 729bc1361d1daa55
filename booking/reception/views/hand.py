"""Putting down what the desk picked up on the agenda."""

from dataclasses import replace
from datetime import datetime
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from booking.errors import BookingError
from booking.models import Appointment, Practitioner
from booking.reception.forms.reason import LONGEST_REASON
from booking.reception.presenters.done import stands_text
from booking.reception.presenters.hand import NEW
from booking.reception.presenters.kin import week_with
from booking.reception.presenters.refused import refused_by, swap_refused
from booking.reception.presenters.spot import Spot
from booking.reception.views.agenda import page_of_agenda
from booking.reception.views.support.addresses import agenda_url
from booking.reception.views.support.answers import answer_done
from booking.reception.views.support.bar import Done, Other
from booking.reception.views.support.hand import OddLength, length_of, treatment_named
from booking.reception.views.support.place import PK, Place, kin_in
from booking.reception.views.support.shown import member_of_staff, shown_in
from booking.reception.views.support.steps import STEP
from booking.scheduling.grid import MINUTE
from booking.services.practice.sight import sight_of
from booking.services.visits.find_starts import Wanted
from booking.services.visits.move_at_desk import move_at_desk
from booking.services.visits.put_back import AsItWas
from booking.services.visits.swap_at_desk import swap_at_desk


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("booking.view_appointment")
def put_down(request: HttpRequest) -> HttpResponse:
    """Give what is in the hand the place of the button, sent as `plek`.

    The address says what is in the hand and which day is shown, as that of the agenda does.
    `lengte` gives it another length, in minutes; `wissel` lets it change places with another one.
    What is refused is shown there, still in the hand; `toch` with `waarom`, a reason, sets aside
    rules that may be. A new appointment goes on to the form that books it. A GET, as after somebody
    had to log in again, leads to the agenda and changes nothing.
    """
    hand = request.GET.get("hand", "")
    spot = Spot.read(request.POST.get("plek", ""))
    swaps = "wissel" in request.POST
    if request.method != "POST" or (spot is None and not swaps):
        return redirect(f"{reverse('agenda:index')}?{request.GET.urlencode()}")
    if hand == NEW and spot:
        return redirect(booking_address(request, spot))
    if not request.user.has_perm("booking.change_appointment"):
        raise PermissionDenied
    visit = visit_named(hand)
    if spot is None or swaps:
        return swap_visits(request, visit, timezone.now())
    return put_visit(request, visit, spot, timezone.now())


def visit_named(pk: str) -> Appointment:
    """The appointment of that number. Raises Http404."""
    visits = Appointment.objects.for_page().exclude(patient=None)
    visit: Appointment = get_object_or_404(visits, pk=int(pk) if PK.fullmatch(pk) else 0)
    return visit


def swap_visits(request: HttpRequest, visit: Appointment, now: datetime) -> HttpResponse:
    """Let it change places with the one of the button, or show why both stay where they are.

    The button sends the number of the other and its version, such as "81:3-booked".
    """
    pk, _colon, version = request.POST["wissel"].partition(":")
    other = visit_named(pk)
    because, is_meant = request.POST.get("waarom", "").strip(), "toch" in request.POST
    before, others = AsItWas.of(visit, now), AsItWas.of(other, now)
    try:
        swapped = swap_at_desk(
            visits=(visit, other),
            shown=(shown_in(request), version),
            overrule=is_meant and bool(because),
            because=because[:LONGEST_REASON],
            now=now,
            by_user=member_of_staff(request),
        )
    except BookingError as error:
        refused = swap_refused(error, visit_named(str(visit.pk)), visit_named(pk))
        refused = replace(refused, needs_reason=is_meant and not because)
        place = Place.asked(request.GET, now, sight_of(request.user))
        return page_of_agenda(request, place, refused)
    one, two = (booking.visit for booking in swapped)
    broken = [*swapped[0].overruled, *swapped[1].overruled]
    kin = week_with(kin_in(request.GET), one.practitioner_id, two.practitioner_id)
    done = Done("swap", before, broken, Other(two, others))
    return answer_done(request, one, done, agenda_url(one.day, kin))


def put_visit(request: HttpRequest, visit: Appointment, spot: Spot, now: datetime) -> HttpResponse:
    """Move the appointment to that place, or show the agenda and why it stays where it is."""
    person = get_object_or_404(Practitioner, pk=spot.practitioner_id)
    before = AsItWas.of(visit, now)
    treatment, length = treatment_named(request.GET), length_of(minutes_in(request))
    because, is_meant = request.POST.get("waarom", "").strip(), "toch" in request.POST
    try:
        refuse_odd_length(request)
        moved = move_at_desk(
            appointment=visit,
            practitioner=person,
            starts_at=spot.starts_at,
            treatment=treatment,
            length=length,
            overrule=is_meant and bool(because),
            because=because[:LONGEST_REASON],
            now=now,
            by_user=member_of_staff(request),
            shown=shown_in(request),
        )
    except BookingError as error:
        visit.refresh_from_db()
        wanted = Wanted.of_visit(visit, treatment=treatment, length=length)
        refused = refused_by(error, visit, spot, length=wanted.length, now=now)
        minutes = length // MINUTE if length else 0
        refused = replace(refused, minutes=minutes, needs_reason=is_meant and not because)
        place = Place.asked(request.GET, now, sight_of(request.user))
        return page_of_agenda(request, place, refused)
    address = agenda_url(moved.visit.day, week_with(kin_in(request.GET), person.pk))
    if moved.stood_there:
        messages.info(request, stands_text(moved.visit))
        return redirect(address)
    verb = "resize" if before.differs_in_end_only(moved.visit) else "move"
    return answer_done(request, moved.visit, Done(verb, before, moved.overruled), address)


def minutes_in(request: HttpRequest) -> str:
    """The length that a form or the address asks for; empty for the present one."""
    return request.POST.get("lengte") or request.GET.get("lengte", "")


def refuse_odd_length(request: HttpRequest) -> None:
    """Raise OddLength when the typed length is none that an appointment can have."""
    if minutes_in(request) and length_of(minutes_in(request)) is None:
        raise OddLength


def booking_address(request: HttpRequest, spot: Spot) -> str:
    """Address of the form that books what is in the hand at that place."""
    asked = {
        "practitioner": spot.practitioner_id,
        "day": spot.day.isoformat(),
        "time": spot.clock,
        "treatment": request.GET.get("behandeling", ""),
        "patient": request.GET.get("patient", ""),
        STEP: request.GET.get(STEP, ""),
    }
    return f"{reverse('agenda:book')}?{urlencode({k: v for k, v in asked.items() if v})}"
