"""Why a registry gave no answer. All of them pass: what was known of a work stays as it was."""

from django.utils.translation import gettext as _

from references.errors import SourceError


class LookupFailed(SourceError):
    """No answer that can be used; says nothing about the work. str(error) is fit to show."""


class LookupOff(LookupFailed):
    def __init__(self) -> None:
        super().__init__(_("Looking up is switched off."))


class OutOfReach(LookupFailed):
    def __init__(self, host: str) -> None:
        super().__init__(_("%(host)s cannot be reached now.") % {"host": host})


class TooSlow(LookupFailed):
    def __init__(self, host: str) -> None:
        super().__init__(_("%(host)s took too long to answer.") % {"host": host})


class TooBusy(LookupFailed):
    def __init__(self, host: str) -> None:
        super().__init__(_("%(host)s asks to wait. Try again later.") % {"host": host})


class AnotherUnderWay(LookupFailed):
    def __init__(self) -> None:
        super().__init__(_("Another source is being checked. Try again in a moment."))


class UnusableAnswer(LookupFailed):
    """Too large, cut off, not in the form agreed, or sent on to a place that we do not know."""

    def __init__(self, host: str) -> None:
        super().__init__(_("%(host)s gave an answer that cannot be used.") % {"host": host})
