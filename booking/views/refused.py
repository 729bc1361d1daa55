"""A link that is wrong (404) or no longer good (410)."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from booking.errors import BookingError, LinkInvalid
from booking.practice import current_practice


def link_refused(request: HttpRequest, error: BookingError) -> HttpResponse:
    status = HTTPStatus.NOT_FOUND if isinstance(error, LinkInvalid) else HTTPStatus.GONE
    context = {"message": str(error), "practice": current_practice()}
    return TemplateResponse(request, "booking/link_refused.html", context, status=status)
