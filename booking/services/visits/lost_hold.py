from collections.abc import Iterable

from booking.errors import BookingError, HoldExpired, NotBookableOnline, NotThere
from booking.models import Appointment


def reason_lost(holds: Iterable[Appointment]) -> BookingError:
    """The reason why times that a visitor held can no longer be had, to be shown.

    It is NotThere if a practitioner does not work then any more, NotBookableOnline if one does not
    give the treatment online any more, and else HoldExpired. Two queries for each hold.
    """
    for hold in holds:
        practitioner = hold.practitioner
        if not practitioner.works_during(hold.span):
            return NotThere(practitioner.first_name)
        if not practitioner.gives_online(hold.treatment):
            return NotBookableOnline()
    return HoldExpired()
