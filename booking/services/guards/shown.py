"""Refusal of what somebody does on a screen that no longer shows how things are.

A screen sends back the version that it showed, as `shown`; an empty one is not compared. Call these
while the row is locked.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from booking.choices import AppointmentStatus, OfferStatus, WaitlistStatus
from booking.errors import ChangedMeanwhile, DoneAlready
from booking.models import Appointment, Substitution, WaitlistEntry, WaitlistOffer
from booking.models.changed import Changed
from booking.models.visit_news import news_of_visit
from booking.services.guards.locking import locked_visit

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def visit_as_shown(
    pk: int, shown: str, by_user: "User | None", *, leads_to: AppointmentStatus | None = None
) -> Appointment:
    """The appointment, locked, which is as the screen showed it.

    `leads_to` is the status that the button leads to. Raises DoneAlready when this user brought it
    there before, and ChangedMeanwhile.

    Example: a page shows "3-booked" and Lien presses "Arrived" twice: the second press is answered
    with DoneAlready. Had a colleague moved it in the meantime, ChangedMeanwhile would say where to.
    """
    visit = locked_visit(pk)
    refuse_unless_as_shown(visit, shown, by_user, leads_to=leads_to)
    return visit


def refuse_unless_as_shown(
    visit: Appointment,
    shown: str,
    by_user: "User | None",
    *,
    leads_to: AppointmentStatus | None = None,
) -> None:
    """Raise ChangedMeanwhile, or DoneAlready, unless the appointment is as the screen showed it."""
    if not shown or shown == visit.version:
        return
    if visit.status == leads_to and _is_last_changed_by(visit, by_user):
        raise DoneAlready
    raise ChangedMeanwhile(news_of_visit(visit, shown))


def refuse_unless_all_as_shown(
    visits: Iterable[Appointment],
    shown: str,
    by_user: "User | None",
    *,
    leads_to: AppointmentStatus | None = None,
) -> None:
    """Raise ChangedMeanwhile, or DoneAlready, unless the screen showed exactly these appointments.

    `shown` is as versions_of() gives it. The first that differs tells the news: one that was shown
    and is not among them any more, or one that is among them and was not shown like that.
    """
    if not shown:
        return
    known = dict(part.split(":", 1) for part in shown.split() if ":" in part)
    found = {str(visit.pk): visit for visit in visits}
    if {pk: visit.version for pk, visit in found.items()} == known:
        return
    for pk in known.keys() - found.keys():
        if pk.isdecimal() and (gone := Appointment.objects.for_page().filter(pk=pk).first()):
            refuse_unless_as_shown(gone, known[pk], by_user, leads_to=leads_to)
    for pk, visit in found.items():
        if pk not in known:
            raise ChangedMeanwhile(news_of_visit(visit, ""))
        refuse_unless_as_shown(visit, known[pk], by_user, leads_to=leads_to)
    # One that was shown is not among them and did not change: it is too late for it, or the form
    # names a later day than its screen did.
    raise ChangedMeanwhile(_("The screen showed other appointments than can be changed now."))


def refuse_unless_entry_as_shown(
    entry: WaitlistEntry,
    shown: str,
    by_user: "User | None" = None,
    *,
    leads_to: WaitlistStatus | None = None,
) -> None:
    """Raise ChangedMeanwhile, or DoneAlready, unless the screen showed these wishes.

    A screen that sends `version_with_offer` has to have shown the open offer as well.
    """
    if not shown or shown in (entry.version, entry.version_with_offer):
        return
    if entry.status == leads_to and _is_last_changed_by(entry, by_user):
        raise DoneAlready
    raise ChangedMeanwhile(entry.news)


def refuse_unless_offer_as_shown(
    offer: WaitlistOffer, shown: str, by_user: "User | None", *, leads_to: OfferStatus
) -> None:
    """Raise ChangedMeanwhile, or DoneAlready, unless the offer is as the screen showed it."""
    if not shown or shown == offer.version:
        return
    if offer.status == leads_to and _is_last_changed_by(offer.entry, by_user):
        raise DoneAlready
    raise ChangedMeanwhile(offer.news(shown))


def refuse_unless_substitution_as_shown(
    substitution: Substitution, shown: str, by_user: "User | None", *, leads_to: str
) -> None:
    """Raise ChangedMeanwhile, or DoneAlready, unless the screen showed the substitution so.

    `leads_to` is the status, or the outcome of the call, that the button leads to.
    """
    if not shown or shown == substitution.version:
        return
    is_there = leads_to in {substitution.status, substitution.call}
    if is_there and _is_last_changed_by(substitution, by_user):
        raise DoneAlready
    raise ChangedMeanwhile(substitution.news)


def _is_last_changed_by(row: Changed, by_user: "User | None") -> bool:
    return by_user is not None and row.changed_by_id == by_user.pk
