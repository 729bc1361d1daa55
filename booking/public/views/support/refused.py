"""A link that is wrong (404) or no longer good (410); a thing done too often (429)."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache

from booking.errors import BookingError, LinkExpired, LinkInvalid, TooManyAttempts
from booking.practice import current_practice


def opens_link(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For a view that reads a signed link. What it shows is one person's: nobody caches it."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except (LinkInvalid, LinkExpired) as error:
            return link_refused(request, error)

    return never_cache(answer)


def link_refused(request: HttpRequest, error: BookingError) -> HttpResponse:
    status = HTTPStatus.NOT_FOUND if isinstance(error, LinkInvalid) else HTTPStatus.GONE
    return refused(request, "booking/link_refused.html", error, status)


def too_often(request: HttpRequest, error: TooManyAttempts) -> HttpResponse:
    return refused(request, "booking/too_often.html", error, HTTPStatus.TOO_MANY_REQUESTS)


def status_of(error: BookingError) -> HTTPStatus:
    """Of a form that is shown again with the error."""
    is_too_often = isinstance(error, TooManyAttempts)
    return HTTPStatus.TOO_MANY_REQUESTS if is_too_often else HTTPStatus.OK


def refused(
    request: HttpRequest, template: str, error: BookingError, status: HTTPStatus
) -> HttpResponse:
    context = {"message": str(error), "practice": current_practice(request)}
    return TemplateResponse(request, template, context, status=status)
