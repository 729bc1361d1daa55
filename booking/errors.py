"""What the practice's rules say no to. Each is worded for the person who reads it."""

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
        super().__init__(_("You cannot book this on line. Please call us."))


class OutsideSlots(BookingError):
    def __init__(self) -> None:
        super().__init__(
            _("The therapist does not work then or is away. Tick the box to book anyway.")
        )


class NotGiven(BookingError):
    def __init__(self) -> None:
        super().__init__(
            _("The therapist does not give this treatment. Tick the box to book anyway.")
        )


class NotToday(BookingError):
    def __init__(self) -> None:
        super().__init__(_("This appointment is on another day."))


class HoldExpired(BookingError):
    def __init__(self) -> None:
        super().__init__(_("We could not keep that time any longer. Please choose another one."))


class AlreadyCancelled(BookingError):
    def __init__(self) -> None:
        super().__init__(_("This appointment was cancelled already."))


class TooLateToCancel(BookingError):
    def __init__(self) -> None:
        super().__init__(_("It is too late to cancel on line. Please call us."))


class NotExpected(BookingError):
    def __init__(self) -> None:
        super().__init__(_("That cannot be done with this appointment any more."))


class LinkInvalid(BookingError):
    def __init__(self) -> None:
        super().__init__(_("This link does not work. Check whether you copied all of it."))


class LinkExpired(BookingError):
    def __init__(self) -> None:
        super().__init__(_("This link has expired."))
