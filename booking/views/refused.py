"""A link that is wrong (404) or no longer good (410); a thing done too often (429)."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from booking.errors import BookingError, LinkInvalid, TooManyAttempts
from booking.practice import current_practice


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
