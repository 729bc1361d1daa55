"""Mail to patients whose therapist cannot come, written for all of them at once."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from booking.choices import NotificationKind
from booking.models import Notification, Substitution
from booking.scheduling.mail_hours import TIME_TO_WAKE, MailHours
from booking.services.mail.nudge import nudge


def choices_due_at(starts_at: datetime, soonest: datetime, hours: MailHours) -> datetime:
    """The moment at which a patient is asked to choose another time than `starts_at`.

    That is in the hours for mail, unless the appointment is too soon after the night for that.

    Example, with hours from 8:00 to 20:00: reported at 21:00, a patient of 8:30 is mailed at 21:05,
    and one of 14:00 at 8:00 the next morning.
    """
    morning = hours.next_time(soonest)
    return morning if morning + TIME_TO_WAKE <= starts_at else soonest


def owe_choices(substitutions: Collection[tuple[Substitution, datetime]], *, now: datetime) -> None:
    """Owe each of these patients, who all have an address, the mail with choices; one query.

    Each comes with the moment at which it is due.
    """
    Notification.objects.bulk_create(
        Notification(
            patient=one.appointment.patient,
            kind=NotificationKind.CHOICES,
            substitution=one,
            created_at=now,
            due_at=due_at,
        )
        for one, due_at in substitutions
    )


def owe_good_news(substitutions: Collection[Substitution], *, now: datetime) -> None:
    """Owe a mail that the appointment stands after all to those who were asked to choose.

    A mail that did not go out yet is deleted, and its patient is told nothing.
    """
    retract_choices(substitutions)
    asked = Notification.objects.filter(
        substitution__in=substitutions, kind=NotificationKind.CHOICES
    )
    pks = set(asked.values_list("substitution", flat=True))
    Notification.objects.bulk_create(
        Notification(
            patient=one.appointment.patient,
            kind=NotificationKind.STANDS,
            substitution=one,
            created_at=now,
            due_at=now,
        )
        for one in substitutions
        if one.pk in pks
    )
    transaction.on_commit(nudge)


def retract_choices(substitutions: Collection[Substitution]) -> None:
    """Delete mails with choices that did not go out, except those that are being sent now."""
    owed = Notification.objects.owed().filter(
        substitution__in=substitutions, kind=NotificationKind.CHOICES
    )
    rows = list(owed.select_for_update(of=("self",), skip_locked=True).values_list("pk", flat=True))
    Notification.objects.filter(pk__in=rows).delete()
