"""Messages above the screen that follows."""

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages

from booking.errors import BookingError, DoneAlready
from booking.models.shown import news_of_deletion
from booking.text.refusals import told_to_desk


def report_refused(request: HttpRequest, error: BookingError) -> None:
    """Report why nothing was done; a second press of one button is no fault."""
    report = messages.info if isinstance(error, DoneAlready) else messages.error
    report(request, told_to_desk(error))


def report_deleted(
    request: HttpRequest, model: type[models.Model], pk: object, index: str
) -> HttpResponse:
    """Say above the list named `index` that the row is not there any more, and who deleted it."""
    messages.error(request, news_of_deletion(model, pk))
    return redirect(index)
