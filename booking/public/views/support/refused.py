"""Pages that say no: a wrong link (404), an expired link (410), too many attempts (429)."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache

from booking.errors import BookingError, LinkExpired, LinkInvalid, TooManyAttempts
from booking.practice import current_practice
from booking.public.views.support.not_done import NotDone


def opens_link(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate a view that reads a signed link: refuse bad links, and never cache its pages."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except (LinkInvalid, LinkExpired) as error:
            return link_refused(request, error)

    return never_cache(answer)


def link_refused(request: HttpRequest, error: BookingError) -> HttpResponse:
    """Answer a link that is wrong (404) or expired (410)."""
    status = HTTPStatus.NOT_FOUND if isinstance(error, LinkInvalid) else HTTPStatus.GONE
    message = NotDone.ANYTHING.because(error) if request.method == "POST" else str(error)
    return refused(request, "booking/link_refused.html", message, status)


def too_often(request: HttpRequest, error: TooManyAttempts, not_done: NotDone) -> HttpResponse:
    """Answer somebody who tried too often (429)."""
    message = not_done.because(error)
    return refused(request, "booking/too_often.html", message, HTTPStatus.TOO_MANY_REQUESTS)


def status_of(error: BookingError) -> HTTPStatus:
    """Return the status for a form that is shown again with this error."""
    is_too_often = isinstance(error, TooManyAttempts)
    return HTTPStatus.TOO_MANY_REQUESTS if is_too_often else HTTPStatus.OK


def refused(request: HttpRequest, template: str, message: str, status: HTTPStatus) -> HttpResponse:
    """Show a message on a page of its own."""
    context = {"message": message, "practice": current_practice(request)}
    return TemplateResponse(request, template, context, status=status)
