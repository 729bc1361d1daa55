from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from booking.choices import NotificationStatus
from booking.errors import ChangedMeanwhile, DoneAlready
from booking.models import Absence, Appointment, Notification
from booking.models.shown import changes_since, news_of
from booking.services.guards.shown import refuse_unless_all_as_shown
from booking.services.guards.working_time import locked_working_time
from booking.services.schedule.absences import delete_absence, save_absence
from booking.services.schedule.change_hours import Outcome, everybody
from booking.services.schedule.rows import row_of_hours
from booking.services.substitutes.end import end_substitutions
from booking.services.substitutes.offer import (
    Offered,
    Ticked,
    offer_substitutes,
    visits_to_offer,
)

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True, slots=True)
class Illness:
    """The consequences of an illness: those of its absence, and the choices that were offered.

    `is_new` tells that the absence was not there before.
    """

    absence: Absence
    is_new: bool
    outcome: Outcome
    offered: Offered


def fall_ill(
    *,
    absence: Absence,
    ticked: dict[int, Ticked],
    now: datetime,
    by_user: "User | None" = None,
    shown: str = "",
) -> Illness:
    """Store the absence unless it is there already, and offer its patients other times.

    In one transaction: either the absence stands, its visits wait for an answer and the mails are
    owed, or nothing is changed. `ticked` has what the desk chose for each appointment, by its id;
    `shown` is the version of all appointments on the screen, as versions_of() gives it. Raises
    ChangedMeanwhile, HoursBusy, Absence.DoesNotExist, and ValidationError if the therapist is
    absent then already.
    """
    theirs = {absence.practitioner_id} if absence.practitioner_id else set(everybody())
    chosen = {opening.practitioner_id for one in ticked.values() for opening in one.openings}
    # One that moved here from another illness has nothing to answer there any more.
    end_substitutions(now=now)
    with locked_working_time(sorted({*theirs, *chosen})):
        is_new = absence.pk is None
        if not is_new:
            absence = Absence.objects.select_related("practitioner").get(pk=absence.pk)
        visits = _locked_visits(absence, now)
        refuse_unless_all_as_shown(visits, shown, by_user)
        outcome = save_absence(absence, now=now) if is_new else Outcome()
        offered = offer_substitutes(absence, visits, ticked, now=now)
        return Illness(absence, is_new, outcome, offered)


def _locked_visits(absence: Absence, now: datetime) -> list[Appointment]:
    """The appointments to offer other times, which nobody cancels or marks meanwhile."""
    found = [visit.pk for visit in visits_to_offer(absence, now)]
    rows = Appointment.objects.filter(pk__in=found).order_by("pk")
    list(rows.select_for_update(of=("self",)).values_list("pk"))
    return list(visits_to_offer(absence, now))


def undo_illness(*, absence: Absence, shown: str, now: datetime) -> Outcome:
    """Lift an absence that was entered by mistake, before its mails have left.

    `shown` is the version of the absence on the screen. Raises DoneAlready, HoursBusy, and
    ChangedMeanwhile, also when a mail has left: whoever read it has to be told, which lifting the
    absence does.
    """
    with row_of_hours(absence) as stored:
        if stored is None:
            raise DoneAlready
        if changes := changes_since(stored, shown):
            raise ChangedMeanwhile(news_of(stored, changes, shown))
        mails = Notification.objects.filter(substitution__absence=stored)
        if mails.exclude(status=NotificationStatus.OWED).exists():
            raise ChangedMeanwhile(_("Mails have left by now, so it cannot be undone here."))
        return delete_absence(stored, now=now)
