from datetime import datetime
from ipaddress import IPv6Network, ip_address

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


def count_attempt(kind: AttemptKind, source: str, *, now: datetime) -> None:
    """Count what came from `source`: a network address, an e-mail address or a phone number.

    Written before it is counted: outside a larger transaction no number of requests at once gets
    past the quota; inside one, those of the same instant may. A refused one does not count, so that
    waiting helps. An empty source is not counted. Raises TooManyAttempts.
    """
    if not source:
        return
    network = _network(source)
    quota = OF_AN_ADDRESS[kind] if network else OF_A_CONTACT[kind]
    counted = Attempt.objects.create(kind=kind, source=_digest(network or source), made_at=now)
    recent = Attempt.objects.recent(kind, counted.source, since=now - quota.within)
    if recent.count() > quota.most:
        counted.delete()
        raise TooManyAttempts


def _network(source: str) -> str:
    """The address, or the network of an IPv6 address: a home has a network of them to choose from.

    Empty for what is no address.
    """
    try:
        address = ip_address(source)
    except ValueError:
        return ""
    if address.version == 4:
        return str(address)
    return str(IPv6Network((address.packed, 64), strict=False))


def _digest(source: str) -> str:
    return salted_hmac("booking.attempt", source.casefold(), algorithm="sha256").hexdigest()
