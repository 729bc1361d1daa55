from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, IPv6Network, ip_address

from django.utils.crypto import salted_hmac

from booking.choices import AttemptKind
from booking.errors import TooManyAttempts
from booking.models import Attempt


@dataclass(frozen=True)
class Quota:
    """The number of times that something may be done within some time."""

    most: int
    within: timedelta


# These stop machines and must not stop people. A family books from one network address, and a care
# home from one network address and one mailbox. An appointment takes a hold or two and one booking;
# each appointment of a series takes a hold.
HOLDS_OF_AN_ADDRESS = Quota(90, timedelta(hours=1))
BOOKINGS_OF_AN_ADDRESS = Quota(30, timedelta(hours=1))
BOOKINGS_OF_A_CONTACT = Quota(12, timedelta(days=1))
RESENDS_TO_A_CONTACT = Quota(3, timedelta(days=1))
RESENDS_OF_AN_ADDRESS = Quota(10, timedelta(days=1))
# Each new waiting-list entry sends a mail, also when somebody leaves and joins again.
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
    """Count an action of `source`, or `times` of them. Raises TooManyAttempts beyond the quota.

    `source` is a network address, an e-mail address or a phone number; an empty one is not counted.
    A refused attempt does not count, so that waiting helps.

    Example: bookings of a contact have a quota of 12 in a day. The 13th within 24 hours is refused;
    once the first of the 12 is a day old, one more is allowed.
    """
    if not source:
        return
    # Written first and counted next, so that no number of requests at once gets past the quota.
    # Inside a larger transaction those of the same instant may, as they do not see each other.
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
    """Count an action of a mailbox and of a phone number; either may be empty.

    Raises TooManyAttempts.
    """
    for contact in (email, phone):
        count_attempt(kind, contact, now=now)


def _network(source: str) -> str:
    """The network address that counts for this source; empty if it is none.

    IPv6 addresses count by their /64 network, as a home has all addresses of one.
    """
    try:
        address = ip_address(source)
    except ValueError:
        return ""
    if not isinstance(address, IPv6Address):
        return str(address)
    # A server that listens on both versions writes an IPv4 address as a mapped one. These all lie
    # in one network, so the IPv4 address counts instead.
    return str(address.ipv4_mapped or IPv6Network((address.packed, 64), strict=False))


def _digest(source: str) -> str:
    return salted_hmac("booking.attempt", source.casefold(), algorithm="sha256").hexdigest()
