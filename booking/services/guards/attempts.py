from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, IPv6Network, ip_address

from django.utils.crypto import salted_hmac

from booking.choices import AttemptKind
from booking.errors import TooManyAttempts
from booking.models import Attempt


@dataclass(frozen=True)
class Quota:
    """How often a thing may be done, and in how long. Beyond it stands: call us."""

    most: int
    within: timedelta


# Against machines. A family books from one address, and a care home from one address and one
# mailbox; a visit of theirs takes a hold or two and one booking. Each visit of a series is held.
HOLDS_OF_AN_ADDRESS = Quota(90, timedelta(hours=1))
BOOKINGS_OF_AN_ADDRESS = Quota(30, timedelta(hours=1))
BOOKINGS_OF_A_CONTACT = Quota(12, timedelta(days=1))
RESENDS_TO_A_CONTACT = Quota(3, timedelta(days=1))
RESENDS_OF_AN_ADDRESS = Quota(10, timedelta(days=1))
# Each place on the waiting list is a mail, also for who leaves it and joins again.
WAITLIST_OF_AN_ADDRESS = Quota(10, timedelta(days=1))
WAITLIST_OF_A_CONTACT = Quota(6, timedelta(days=1))

OF_AN_ADDRESS = {
    AttemptKind.HOLD: HOLDS_OF_AN_ADDRESS,
    AttemptKind.BOOK: BOOKINGS_OF_AN_ADDRESS,
    AttemptKind.RESEND: RESENDS_OF_AN_ADDRESS,
    AttemptKind.WAITLIST: WAITLIST_OF_AN_ADDRESS,
}
OF_A_CONTACT = {
    AttemptKind.BOOK: BOOKINGS_OF_A_CONTACT,
    AttemptKind.RESEND: RESENDS_TO_A_CONTACT,
    AttemptKind.WAITLIST: WAITLIST_OF_A_CONTACT,
}


def count_attempt(kind: AttemptKind, source: str, *, now: datetime, times: int = 1) -> None:
    """Count what came from `source`: a network address, an e-mail address or a phone number.

    `times` is how many things it did at once.

    Written before it is counted: outside a larger transaction no number of requests at once gets
    past the quota; inside one, those of the same instant may. A refused one does not count, so that
    waiting helps. An empty source is not counted. Raises TooManyAttempts.
    """
    if not source:
        return
    network = _network(source)
    quota = OF_AN_ADDRESS[kind] if network else OF_A_CONTACT[kind]
    digest = _digest(network or source)
    counted = Attempt.objects.bulk_create(
        Attempt(kind=kind, source=digest, made_at=now) for _time in range(times)
    )
    recent = Attempt.objects.recent(kind, digest, since=now - quota.within)
    if recent.count() > quota.most:
        Attempt.objects.filter(pk__in=[attempt.pk for attempt in counted]).delete()
        raise TooManyAttempts


def count_contacts(kind: AttemptKind, email: str, phone: str, *, now: datetime) -> None:
    """The same for the mailbox and the phone that somebody gave; either may be empty."""
    for contact in (email, phone):
        count_attempt(kind, contact, now=now)


def _network(source: str) -> str:
    """The address, or the network of an IPv6 address: a home has a network of them to choose from.

    Empty for what is no address.
    """
    try:
        address = ip_address(source)
    except ValueError:
        return ""
    if not isinstance(address, IPv6Address):
        return str(address)
    # As a server that listens on both writes one of version 4: all of these share one network.
    return str(address.ipv4_mapped or IPv6Network((address.packed, 64), strict=False))


def _digest(source: str) -> str:
    return salted_hmac("booking.attempt", source.casefold(), algorithm="sha256").hexdigest()
