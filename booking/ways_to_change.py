"""Words on until when a patient can change an appointment online, for pages and mails alike.

There are three cases: before the cut-off; after it, within the time to correct a fresh choice; and
too late. Each text is in the active language.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from booking.models import Appointment
from booking.practice import Practice
from booking.scheduling.rules import CORRECTION_TIME, correctable
from booking.text.formats import length_text, moment_text, phone_text


def change_text(visit: Appointment, practice: Practice, *, now: datetime) -> str:
    """Tell until when a booked appointment can be changed online, and what to do after that."""
    if visit.starts_at <= now:
        return _not_so_text(practice)
    if not visit.can_be_changed_online(now):
        return by_phone_text(practice)
    told = _until_text()
    if visit.is_to_correct:
        told = _("A wrong choice? You can still move or cancel it online until %(moment)s.")
    return _then_by_phone(told % {"moment": moment_text(visit.change_until)}, practice)


def change_text_if_confirmed(
    held: Appointment, practice: Practice, *, now: datetime, last: datetime | None = None
) -> str:
    """Tell until when a held time can be changed online once it is confirmed.

    `last` is the last moment for that, if other than the one of a time that is chosen now.

    Example: on Monday at 14:00 somebody is about to confirm Tuesday 9:00, whose cut-off was on
    Monday at 9:00. The text tells of 15 minutes after confirming.
    """
    fresh = correctable(held.change_until, held.starts_at, now)
    if last and last != fresh:
        told = _until_text() % {"moment": moment_text(last)}
    elif fresh == held.change_until:
        told = _until_text() % {"moment": moment_text(fresh)}
    else:
        told = _(
            "Once confirmed, you can still move or cancel it online for %(length)s, as long as it"
            " has not started."
        ) % {"length": length_text(CORRECTION_TIME)}
    return _then_by_phone(told, practice)


def change_texts_if_confirmed(held: Iterable[Appointment], *, now: datetime) -> list[str]:
    """A warning for each held time of a series whose cut-off is past or about to be."""
    told = _(
        "%(moment)s is soon: once confirmed, you can change that one online for %(length)s, as long"
        " as it has not started."
    )
    return [
        told % {"moment": moment_text(one.starts_at), "length": length_text(CORRECTION_TIME)}
        for one in held
        if correctable(one.change_until, one.starts_at, now) != one.change_until
    ]


def change_note(visit: Appointment, now: datetime) -> str:
    """The note beside an appointment in a list; empty before its cut-off, or if it is over."""
    if not visit.is_expected or visit.starts_at <= now:
        return ""
    if not visit.can_be_changed_online(now):
        return _("can only be changed by phone")
    if visit.is_to_correct:
        return _("can be changed online until %(moment)s") % {
            "moment": moment_text(visit.change_until)
        }
    return ""


def until_of_each(visits: Iterable[Appointment], practice: Practice) -> str:
    """Tell until when the appointments of a series can be changed online, and what after that.

    Example: "That can be done until 24 hours before each of them." If their cut-offs differ, the
    page of each is named instead; so is one that can only be corrected for some minutes.
    """
    notices = {visit.starts_at - visit.change_until for visit in visits if not visit.is_to_correct}
    hours, rest = divmod(max(notices, default=timedelta(0)), timedelta(hours=1))
    if len(notices) == 1 and hours and not rest:
        told = ngettext(
            "That can be done until %(hours)d hour before each of them.",
            "That can be done until %(hours)d hours before each of them.",
            hours,
        ) % {"hours": hours}
    else:
        told = _("The page of each appointment tells until when that can be done.")
    return _then_by_phone(told, practice)


def by_phone_text(practice: Practice) -> str:
    """Tell what to do when it is too late to change an appointment online."""
    if phone := phone_text(practice.phone):
        return _("It can only be changed by phone now: %(phone)s.") % {"phone": phone}
    return _("Would you like to change something? Please let us know.")


def _not_so_text(practice: Practice) -> str:
    """Tell what to do about an appointment of the past that was not so."""
    if phone := phone_text(practice.phone):
        return _("Is this not right? Please call us: %(phone)s.") % {"phone": phone}
    return _("Is this not right? Please let us know.")


def _until_text() -> str:
    return _("You can move or cancel it online until %(moment)s.")


def _then_by_phone(told: str, practice: Practice) -> str:
    phone = phone_text(practice.phone)
    later = _("After that, please call us: %(phone)s.") % {"phone": phone} if phone else ""
    return f"{told} {later}".rstrip()
