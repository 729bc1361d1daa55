"""One appointment: the facts, its mails, and the buttons that change it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.auth import (
    any_permission_required,
    permission_denied,
    permission_required,
)
from wagtail.admin.utils import get_valid_next_url_from_request

from booking.choices import CancelledBy
from booking.errors import BookingError, NotExpected
from booking.models import Appointment
from booking.reception.forms.note import NoteForm
from booking.reception.views.support.about_visit import about_visit
from booking.reception.views.support.addresses import agenda_url
from booking.reception.views.support.answers import answer_done, answer_refused
from booking.reception.views.support.bar import Done, Other, Several, Was, as_it_was
from booking.reception.views.support.card import noted_visit
from booking.reception.views.support.rights import CHANGES, MARKS
from booking.reception.views.support.shown import member_of_staff, shown_in
from booking.services.mail.send_again import send_again
from booking.services.practice.sight import sight_of
from booking.services.series.take_back import take_back_booking, take_back_cancelling
from booking.services.visits.attendance import (
    check_in,
    fulfil,
    mark_noshow,
    undo_check_in,
    undo_fulfil,
    undo_noshow,
)
from booking.services.visits.cancel import cancel
from booking.services.visits.outcomes import undo_fulfil_all
from booking.services.visits.put_back import AsItWas, put_back
from booking.services.visits.reinstate import reinstate
from booking.services.visits.swap_back import swap_back

# What the buttons do, by the `verb` that they send: those that therapists press too ...
ATTENDANCE: dict[str, Callable[..., object]] = {
    "check_in": check_in,
    "undo_check_in": undo_check_in,
    "mark_noshow": mark_noshow,
    "undo_noshow": undo_noshow,
    "fulfil": fulfil,
    "undo_fulfil": undo_fulfil,
}
# ... and all.
ACTIONS: dict[str, Callable[..., object]] = {
    **ATTENDANCE,
    "cancel": partial(cancel, by=CancelledBy.PRACTICE),
    "cancel_as_asked": partial(cancel, by=CancelledBy.ASKED),
    "reinstate": reinstate,
    "send_again": send_again,
}


@require_safe
@permission_required("booking.view_appointment")
def show_appointment(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an appointment that has a patient; a time that is only held has no page."""
    return noted_visit(page_of_appointment(request, pk), request, pk, sight_of(request.user))


def page_of_appointment(
    request: HttpRequest, pk: int, *, refused: NoteForm | None = None
) -> HttpResponse:
    """The page of an appointment, with the form of a note that was `refused` in its place."""
    seen = Appointment.objects.seen_by(sight_of(request.user))
    visits = seen.for_page().select_related("policy").exclude(patient=None)
    appointment, now = get_object_or_404(visits, pk=pk), timezone.now()
    context = about_visit(request, appointment, now, refused)
    context["next_url"] = get_valid_next_url_from_request(request)
    context["agenda_url"] = context["next_url"] or agenda_url(appointment.day)
    page = TemplateResponse(request, "booking/reception/visit.html", context)
    if refused:  # the note was sent to an address that has no page
        back = {"next": context["next_url"]} if context["next_url"] else {}
        page["Content-Location"] = f"{reverse('agenda:visit', args=[pk])}?{urlencode(back)}"
    return page


@require_POST
@any_permission_required(CHANGES, MARKS)
def change_appointment(request: HttpRequest, pk: int) -> HttpResponse:
    """Do what the pressed button says, then go on to `next`, or else to the agenda of that day.

    The button sends its action as `verb`; an unknown one is answered with status 400. Its address
    ends in the version of the appointment that the screen showed: `?getoond=3-booked`.
    """
    seen = Appointment.objects.seen_by(sight_of(request.user))
    appointment = get_object_or_404(seen.for_page(), pk=pk)
    verb = request.POST.get("verb", "")
    action = ACTIONS.get(verb)
    if action is None:
        return HttpResponse(status=400)
    if verb not in ATTENDANCE and not request.user.has_perm(CHANGES):
        return permission_denied(request)
    if action is send_again:
        action = partial(send_again, shown_mail=request.POST.get("berichten", ""))
    now = timezone.now()
    before = None if verb == "send_again" else AsItWas.of(appointment, now)
    how = {"now": now, "by_user": member_of_staff(request), "shown": shown_in(request)}
    try:
        done = action(appointment=appointment, **how)
    except BookingError as error:
        return answer_refused(request, appointment, error)
    broken = getattr(done, "overruled", [])
    appointment.refresh_from_db()
    return answer_done(request, appointment, Done(verb, before, broken))


@require_POST
@any_permission_required(CHANGES, MARKS)
def undo_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the appointment what it was before the last button, and go on like that button.

    The form sends back how it was, as we signed it; anything else is answered with status 400.
    """
    seen = Appointment.objects.seen_by(sight_of(request.user))
    appointment = get_object_or_404(seen.for_page(), pk=pk)
    was = as_it_was(request)
    if was is None:
        return HttpResponse(status=400)
    marks = was.before and not was.other and was.before.differs_in_attendance(appointment)
    if not marks and not request.user.has_perm(CHANGES):
        return permission_denied(request)
    try:
        undone = undo(request, appointment, was)
    except BookingError as error:
        return answer_refused(request, appointment, error)
    appointment = Appointment.objects.for_page().get(pk=pk)
    return answer_done(request, appointment, undone)


def undo(request: HttpRequest, appointment: Appointment, was: Was) -> Done:
    """Make it what it was, and all that changed with it. Raises BookingError."""
    how: dict[str, Any] = {"now": timezone.now(), "by_user": member_of_staff(request)}
    if was.before is None:
        return undo_several(appointment, was.several or {}, how)
    shown = shown_in(request)
    if was.other is None:
        how |= {"before": was.before, "shown": shown}
        return Done("undo", broken=put_back(appointment=appointment, **how).overruled)
    other = Appointment.objects.for_page().filter(pk=was.other["visit"]).first()
    if other is None:
        raise NotExpected
    before = AsItWas.unpacked(was.other["before"])
    swap_back(
        visits=(appointment, other),
        before=(was.before, before),
        shown=(shown, was.other["shown"]),
        **how,
    )
    other = Appointment.objects.for_page().get(pk=other.pk)
    return Done("undo_swap", other=Other(other, before))


def undo_several(appointment: Appointment, was: Mapping[str, Any], how: dict[str, Any]) -> Done:
    """Undo what one press did to several appointments, of which this is the first."""
    at, how = datetime.fromisoformat(was["at"]), how | {"shown": was["shown"]}
    visits: Sequence[Appointment]
    if was["verb"] == "fulfil_all":
        visits = undo_fulfil_all(noted_at=at, **how)
    elif (series := appointment.series) is None:
        raise NotExpected
    elif was["verb"] == "book_series":
        visits = take_back_booking(series=series, booked_at=at, **how)
    else:
        waited = was["mail_waited"]
        visits = take_back_cancelling(series=series, cancelled_at=at, mail_waited=waited, **how)
    return Done(f"undo_{was['verb']}", several=Several(Several.of(visits, at).visits))
