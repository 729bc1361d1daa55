"""Messages above the screen that follows."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.admin import messages

from booking.choices import DeskRule


def report_done(request: HttpRequest, done: str, overruled: Sequence[DeskRule]) -> None:
    """Report what is done, and name the rules that it overruled."""
    if overruled:
        rules = "; ".join(str(rule.label) for rule in overruled)
        done = _("%(done)s Outside the rules: %(rules)s.") % {"done": done, "rules": rules}
    messages.success(request, done)
