"""Messages above the screen that follows."""

from collections.abc import Sequence

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages

from booking.choices import DeskRule
from booking.errors import BookingError, DoneAlready
from booking.models.shown import news_of_deletion
from booking.text.refusals import told_to_desk


def report_done(request: HttpRequest, done: str, overruled: Sequence[DeskRule]) -> None:
    """Report what is done, and name the rules that it overruled."""
    if overruled:
        words = {"done": done, "rules": named(overruled)}
        done = _("%(done)s Outside the rules: %(rules)s.") % words
    messages.success(request, done)


def named(rules: Sequence[DeskRule]) -> str:
    """The rules in words, one after the other."""
    return "; ".join(str(rule.label) for rule in rules)


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
