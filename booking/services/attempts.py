from datetime import datetime
from ipaddress import IPv6Address, IPv6Network, ip_address

from django.utils.crypto import salted_hmac

from booking import rules
from booking.choices import AttemptKind
from booking.errors import TooManyAttempts
from booking.models import Attempt

OF_AN_ADDRESS = {
    AttemptKind.HOLD: rules.HOLDS_OF_AN_ADDRESS,
    AttemptKind.BOOK: rules.BOOKINGS_OF_AN_ADDRESS,
    AttemptKind.RESEND: rules.RESENDS_OF_AN_ADDRESS,
    AttemptKind.WAITLIST: rules.WAITLIST_OF_AN_ADDRESS,
}
OF_A_CONTACT = {
    AttemptKind.BOOK: rules.BOOKINGS_OF_A_CONTACT,
    AttemptKind.RESEND: rules.RESENDS_TO_A_CONTACT,
    AttemptKind.WAITLIST: rules.WAITLIST_OF_A_CONTACT,
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
