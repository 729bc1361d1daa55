"""The version that a page of a patient showed, sent back with its buttons.

The practice, or another tab, may have changed it since. A service then refuses with
ChangedMeanwhile, and the page is shown again as things are now.
"""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy

FIELD = "getoond"
# The reason that follows NotDone. Who at the practice changed it is for the desk only.
CHANGED = gettext_lazy(
    "Something has changed since you opened this page. This is how it stands now: press again if"
    " you still want to."
)


def shown_in(request: HttpRequest) -> str:
    """Version that the page showed; empty from a page without one."""
    return request.POST.get(FIELD, "")
