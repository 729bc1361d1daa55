"""The link to a therapist's calendar: made, replaced and revoked by the therapist.

`shown` is the version of the link on the screen, empty when it showed none. Both raise
ChangedMeanwhile when it is another by now.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from booking.errors import ChangedMeanwhile
from booking.models import CalendarFeed, Practitioner


@transaction.atomic
def open_feed(person: Practitioner, *, now: datetime, shown: str) -> CalendarFeed:
    """Make the link to the calendar of a therapist; an earlier one opens nothing any more."""
    feed = _feed_as_shown(person, shown) or CalendarFeed(practitioner=person)
    feed.renew(now)
    feed.save()
    return feed


@transaction.atomic
def close_feed(person: Practitioner, *, shown: str) -> None:
    """Revoke the link to the calendar of a therapist. A second call changes nothing."""
    if feed := _feed_as_shown(person, shown):
        feed.delete()


def _feed_as_shown(person: Practitioner, shown: str) -> CalendarFeed | None:
    # Locked here, as there may be no row of the link yet.
    Practitioner.objects.select_for_update().get(pk=person.pk)
    feed = CalendarFeed.objects.filter(practitioner=person).first()
    if (feed.version if feed else "") != shown:
        raise ChangedMeanwhile(_("The link has meanwhile been replaced or revoked."))
    return feed
