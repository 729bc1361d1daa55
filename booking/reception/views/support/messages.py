"""Messages above the screen that follows."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.admin import messages

from booking.choices import DeskRule
from booking.errors import BookingError, DoneAlready


def report_done(
    request: HttpRequest, done: str, overruled: Sequence[DeskRule], buttons: Sequence[Any] = ()
) -> None:
    """Report what is done, and name the rules that it overruled."""
    if overruled:
        rules = "; ".join(str(rule.label) for rule in overruled)
        done = _("%(done)s Outside the rules: %(rules)s.") % {"done": done, "rules": rules}
    messages.success(request, done, buttons=list(buttons))


def report_refused(request: HttpRequest, error: BookingError) -> None:
    """Report why nothing was done; a second press of one button is no fault."""
    report = messages.info if isinstance(error, DoneAlready) else messages.error
    report(request, str(error))
