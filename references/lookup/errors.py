"""The reasons for which a registry gave no answer. What was known of a work stays as it was."""

from django.utils.translation import gettext as _

from references.errors import SourceError


class LookupFailed(SourceError):
    """The registry gave no answer that can be used; `str(error)` is fit to show.

    The failure says nothing about the work.
    """


class LookupOff(LookupFailed):
    """Looking up is switched off."""

    def __init__(self) -> None:
        super().__init__(_("Looking up is switched off."))


class OutOfReach(LookupFailed):
    """The registry cannot be reached, or fails."""

    def __init__(self, host: str) -> None:
        super().__init__(_("%(host)s cannot be reached now.") % {"host": host})


class TooSlow(LookupFailed):
    """The registry did not answer within the deadline."""

    def __init__(self, host: str) -> None:
        super().__init__(_("%(host)s took too long to answer.") % {"host": host})


class TooBusy(LookupFailed):
    """The registry asks to wait longer than we do."""

    def __init__(self, host: str) -> None:
        super().__init__(_("%(host)s asks to wait. Try again later.") % {"host": host})


class AnotherUnderWay(LookupFailed):
    """Another process is asking the registries."""

    def __init__(self) -> None:
        super().__init__(_("Another source is being checked. Try again in a moment."))


class UnusableAnswer(LookupFailed):
    """The answer is too large, cut off, malformed, or a redirect to an unknown host."""

    def __init__(self, host: str) -> None:
        super().__init__(_("%(host)s gave an answer that cannot be used.") % {"host": host})
