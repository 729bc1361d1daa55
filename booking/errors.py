"""What the practice's rules say no to. Each is worded for the person who reads it."""

from collections.abc import Sequence

from django.db.models import TextChoices
from django.utils.translation import gettext as _


class BookingError(Exception):
    """A rule said no; str(error) is fit to show a patient."""


class TimeTaken(BookingError):
    def __init__(self) -> None:
        super().__init__(_("That time has just been taken. Please choose another one."))


class NotAnOpening(BookingError):
    def __init__(self) -> None:
        super().__init__(_("You cannot book at that time. Please choose one from the list."))


class NotBookableOnline(BookingError):
    def __init__(self) -> None:
        super().__init__(_("You cannot book this online. Please call us."))


class OutsideRules(BookingError):
    """For the desk, with all the rules that a tick would overrule."""

    def __init__(self, broken: Sequence[TextChoices]) -> None:
        self.broken = broken
        super().__init__(
            _("This is outside the rules: %(rules)s. Tick the box to do it anyway.")
            % {"rules": "; ".join(str(rule.label) for rule in broken)}
        )


class NotToday(BookingError):
    def __init__(self) -> None:
        super().__init__(_("This appointment is on another day."))


class NotStarted(BookingError):
    def __init__(self) -> None:
        super().__init__(_("This appointment has not started yet."))


class HoldExpired(BookingError):
    def __init__(self) -> None:
        super().__init__(_("We could not keep that time any longer. Please choose another one."))


class AlreadyCancelled(BookingError):
    def __init__(self) -> None:
        super().__init__(_("This appointment was cancelled already."))


class TooLateToCancel(BookingError):
    def __init__(self) -> None:
        super().__init__(_("It is too late to cancel online. Please call us."))


class NotExpected(BookingError):
    def __init__(self) -> None:
        super().__init__(_("That cannot be done with this appointment any more."))


class LinkInvalid(BookingError):
    def __init__(self) -> None:
        super().__init__(_("Check whether you copied all of it."))


class LinkExpired(BookingError):
    def __init__(self) -> None:
        super().__init__(_("This link has expired."))


class TooManyVisits(BookingError):
    def __init__(self) -> None:
        super().__init__(
            _("You have as many appointments coming as we book online. Call us for more.")
        )


class TooManyThatDay(BookingError):
    def __init__(self) -> None:
        super().__init__(
            _("You have an appointment on that day already. Choose another day or call us.")
        )


class OwnVisitThen(BookingError):
    def __init__(self) -> None:
        super().__init__(
            _("You have an appointment at that hour already. Choose another moment or call us.")
        )


class TooManyAttempts(BookingError):
    def __init__(self) -> None:
        super().__init__(
            _("That was often in a short time. Try again later, or call us: we gladly help.")
        )


class TooLateToMove(BookingError):
    def __init__(self) -> None:
        super().__init__(_("It is too late to move it online. Please call us."))


class HasComingVisits(BookingError):
    def __init__(self) -> None:
        super().__init__(
            _("This patient still has appointments coming. Cancel those first, then erase.")
        )


class NotWaiting(BookingError):
    def __init__(self) -> None:
        super().__init__(_("This place on the waiting list has ended."))


class AlreadyWaiting(BookingError):
    def __init__(self) -> None:
        super().__init__(_("You are on the waiting list for this treatment already."))


class NothingToWaitFor(BookingError):
    def __init__(self) -> None:
        super().__init__(_("There is nothing to wait for on these days. Choose other days."))
