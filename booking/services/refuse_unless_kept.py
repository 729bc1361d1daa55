"""A hold that ran out is good while its time can still be booked."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from booking.availability import Opening
from booking.errors import HoldExpired, NotAnOpening, NotBookableOnline, TimeTaken
from booking.models import Appointment, Treatment
from booking.rules import Rules
from booking.services.refuse_unless_open import refuse_unless_all_open, refuse_unless_open


def refuse_unless_kept(hold: Appointment, *, rules: Rules, now: datetime) -> None:
    """Past its end this asks for the time anew: under the lock of the practitioner.

    Raises HoldExpired.
    """
    if not hold.is_held:
        raise HoldExpired
    if not hold.keeps_its_time(now):
        with _expired_unless_open():
            refuse_unless_open(hold.span, hold.treatment, hold.practitioner, rules=rules, now=now)


def refuse_unless_all_kept(
    holds: Sequence[Appointment], treatment: Treatment, *, rules: Rules, now: datetime
) -> None:
    """The same for all holds of one visitor at once; none at all is expired too."""
    if not holds or not all(hold.is_held for hold in holds):
        raise HoldExpired
    if not all(hold.keeps_its_time(now) for hold in holds):
        openings = [Opening(hold.starts_at, hold.ends_at, hold.practitioner_id) for hold in holds]
        key = holds[0].hold_key
        with _expired_unless_open():
            refuse_unless_all_open(openings, treatment, rules=rules, now=now, visitor=key)


@contextmanager
def _expired_unless_open() -> Iterator[None]:
    try:
        yield
    except (NotBookableOnline, NotAnOpening, TimeTaken) as error:
        raise HoldExpired from error
