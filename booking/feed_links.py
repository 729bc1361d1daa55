"""The signed link to the calendar of a therapist. It has no end: it is revoked."""

from django.conf import settings
from django.urls import reverse

from booking.errors import LinkExpired
from booking.models import CalendarFeed
from booking.signing import sign, uid_in

PURPOSE = "feed"


def feed_token(feed: CalendarFeed) -> str:
    """Sign a token that opens the calendar."""
    return sign(PURPOSE, feed.uid.hex)


def feed_url(feed: CalendarFeed) -> str:
    """The whole address that a calendar program asks for."""
    return f"{settings.SITE_URL}{reverse('booking:calendar_feed', args=[feed_token(feed)])}"


def read_feed(value: str) -> CalendarFeed:
    """The calendar that a link opens, with its therapist and login read.

    Raises LinkInvalid when it is no link of ours, and LinkExpired when it was revoked, or the
    therapist left.
    """
    uid = uid_in(PURPOSE, value)
    feed = CalendarFeed.objects.select_related("practitioner__user").filter(uid=uid).first()
    if feed is None or not feed.is_open:
        raise LinkExpired
    return feed
