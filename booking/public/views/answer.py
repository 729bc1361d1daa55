"""Accept or decline an offer of the waiting list.

GET changes nothing, as mail scanners open links too.
"""

from datetime import datetime
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from booking import links
from booking.errors import BookingError, ChangedMeanwhile
from booking.models import WaitlistOffer
from booking.practice import current_practice
from booking.public.forms.agreement import words_agreed_to
from booking.public.views.support.not_done import NotDone
from booking.public.views.support.refused import opens_link
from booking.public.views.support.shown import CHANGED, shown_in
from booking.services.visits.still_open import is_still_open
from booking.services.waitlist.answer_offer import accept_offer, decline_offer
from booking.ways_to_change import change_text_if_confirmed


@opens_link
@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: HttpRequest, token: str) -> HttpResponse:
    """Show an offer; POST answers it with `antwoord=ja` or `antwoord=nee`.

    A second click on either answer does nothing more.
    """
    now = timezone.now()
    offered = links.read_offer(token, now=now)
    if request.method != "POST":
        return offer_page(request, offered, now)
    return answer(request, offered, now)


def answer(request: HttpRequest, offered: WaitlistOffer, now: datetime) -> HttpResponse:
    """Carry out the answer that was posted."""
    said = request.POST.get("antwoord")
    try:
        if said == "ja":
            # Of one that cannot be taken any more, the service says why.
            shown = shown_in(request) if offered.can_be_taken else ""
            agreed_to = words_agreed_to(request.POST)
            accept_offer(offer=offered, now=now, agreed_to=agreed_to, shown=shown)
        elif said == "nee":
            offered = decline_offer(offer=offered, now=now)
            if not offered.is_declined:
                return offer_page(request, offered, now, fault=not_declined(offered))
    except ChangedMeanwhile:
        return offer_page(
            request, offered, now, fault=NotDone.TAKEN.because(str(CHANGED)), is_open=True
        )
    except BookingError as error:
        return offer_page(request, offered, now, fault=NotDone.TAKEN.because(error))
    return redirect(links.offer_path(offered))


def not_declined(offered: WaitlistOffer) -> str:
    """Say what became of an offer before its patient declined it."""
    if offered.is_accepted:
        return _("You took this moment before. If you cannot come, cancel the appointment.")
    return _("This offer had ended already: you need not do anything.")


def offer_page(
    request: HttpRequest,
    offered: WaitlistOffer,
    now: datetime,
    *,
    fault: str = "",
    is_open: bool = False,
) -> HttpResponse:
    """Show the offer, or the appointment that came of it.

    A `fault` answers with status 409, and without buttons unless the offer `is_open` all the same.
    """
    visit, practice = offered.entry.appointment, current_practice(request)
    held = offered.hold if offered.can_be_taken and (is_open or not fault) else None
    can_be_taken = held is not None and is_still_open([held], now=now)
    context = {
        "offer": offered,
        "fault": fault,
        "can_be_taken": can_be_taken,
        "change_text": change_text_if_confirmed(held, practice, now=now) if held else "",
        "is_late": now >= offered.expires_at,
        "visit": None if visit and visit.is_cancelled else visit,
        "practice": practice,
    }
    status = HTTPStatus.CONFLICT if fault else HTTPStatus.OK
    return TemplateResponse(request, "booking/offer.html", context, status=status)
