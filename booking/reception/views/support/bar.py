"""The bar below the agenda: what was just done to an appointment, with the button that undoes it.

It stays for as long as that can be undone. The session keeps which button it was and how the
appointment was before, without a name; the bar reads the appointment anew. A swap is done to two:
`was` then has the other one too. What one press did to several, such as a series, is undone as a
whole: `was` then has their versions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from django.core import signing
from django.http import HttpRequest

from booking.choices import DeskRule
from booking.errors import BookingError, DoneAlready
from booking.models import Appointment
from booking.models.versioned import versions_of
from booking.reception.presenters.done import (
    both_text,
    done_to,
    done_to_all,
    mail_of_series,
    mail_sentence,
    swap_mails,
    with_rules,
)
from booking.services.mail.undo_time import UNDO_FOR
from booking.services.visits.put_back import AsItWas
from booking.text.refusals import told_to_desk

KEY = "agenda_done"
SALT = "booking.reception.undo"


@dataclass(frozen=True, slots=True)
class Done:
    """A button that was pressed: `before` is how the appointment was, None if nothing undoes it.

    `several` stands in the place of it where it changed more than one.
    """

    verb: str
    before: AsItWas | None = None
    broken: Sequence[DeskRule] = ()
    other: "Other | None" = None
    several: "Several | None" = None

    @property
    def undone_until(self) -> datetime | None:
        """The moment until which it can be undone; None if it cannot."""
        changed = self.several or self.before
        return changed.undone_until if changed else None

    def packed(self) -> dict[str, Any]:
        """The values as JSON has them, by which it is undone."""
        if self.several:
            return {"several": self.several.packed(self.verb)}
        before = self.before.packed() if self.before else {}
        return before | ({"other": self.other.packed()} if self.other else {})


@dataclass(frozen=True, slots=True)
class Other:
    """The second of two appointments that changed places, and how it was `before`."""

    visit: Appointment
    before: AsItWas

    def packed(self) -> dict[str, Any]:
        """The values as JSON has them, with the version that the screen shows."""
        return {
            "visit": self.visit.pk,
            "shown": self.visit.version,
            "before": self.before.packed(),
        }


@dataclass(frozen=True, slots=True)
class Several:
    """Appointments that one press changed at `at`, in order of time, as they are after it.

    `shown` are their versions; `mail_waited` tells whether a mail was on its way before. Without
    `at` nothing undoes it.
    """

    visits: Sequence[Appointment]
    at: datetime | None = None
    shown: str = ""
    mail_waited: bool = False

    @classmethod
    def of(cls, visits: Sequence[Appointment], now: datetime, *, mail_waited: bool = False) -> Self:
        """Note which appointments a button just changed."""
        ordered = sorted(visits, key=lambda visit: (visit.starts_at, visit.pk))
        return cls(ordered, now, versions_of(ordered), mail_waited)

    @property
    def undone_until(self) -> datetime | None:
        return self.at + UNDO_FOR if self.at else None

    def packed(self, verb: str) -> dict[str, Any]:
        """The values as JSON has them, with the button that was pressed."""
        return {
            "verb": verb,
            "at": self.at.isoformat() if self.at else "",
            "shown": self.shown,
            "mail_waited": self.mail_waited,
        }

    @classmethod
    def unpacked(cls, values: Mapping[str, Any]) -> Self:
        """Read what packed() gave; one query."""
        pks = [
            pk for pk, _colon, _version in (one.partition(":") for one in values["shown"].split())
        ]
        found = Appointment.objects.for_page().filter(pk__in=pks).order_by("starts_at", "pk")
        at = datetime.fromisoformat(values["at"])
        return cls(list(found), at, values["shown"], values["mail_waited"])


@dataclass(frozen=True, slots=True)
class Bar:
    """A sentence below the grid; `was` is how the appointment was, signed, until `until`."""

    text: str
    visit: Appointment | None = None
    was: str = ""
    until: datetime | None = None
    is_refusal: bool = False


def remember(request: HttpRequest, visit: Appointment, done: Done) -> None:
    """Keep what was done, for the pages of the agenda that follow; nothing if nothing undoes it."""
    if done.undone_until is None:
        forget(request)
        return
    request.session[KEY] = {
        "visit": visit.pk,
        "shown": visit.version,
        "verb": done.verb,
        "broken": list(done.broken),
        "was": done.packed(),
    }


def forget(request: HttpRequest) -> None:
    """Show no bar on the pages that follow: something else was done since."""
    request.session.pop(KEY, None)


def bar_of(request: HttpRequest, now: datetime) -> Bar | None:
    """The bar of what this login did last; None once it cannot be undone any more."""
    kept = request.session.get(KEY)
    if not kept or "was" not in kept:
        return None
    visit = Appointment.objects.for_page().filter(pk=kept["visit"]).first()
    if visit is None or visit.version != kept["shown"]:
        return None
    done = done_again(kept)
    if done is None or done.undone_until is None or now > done.undone_until:
        return None
    return bar_for(visit, done, now)


def done_again(kept: Mapping[str, Any]) -> Done | None:
    """Read what the session kept; None when one of several, or the other of a swap, changed."""
    verb, was = kept["verb"], dict(kept["was"])
    broken = [DeskRule(rule) for rule in kept["broken"]]
    if "several" in was:
        several = Several.unpacked(was["several"])
        is_as_shown = several.shown == versions_of(several.visits)
        return Done(verb, broken=broken, several=several) if is_as_shown else None
    swapped = was.pop("other", None)
    other = other_of(swapped) if swapped else None
    if swapped and other is None:
        return None
    return Done(verb, AsItWas.unpacked(was), broken, other)


def other_of(other: Mapping[str, Any]) -> Other | None:
    """The other appointment of a swap, if it is still as the screen showed it; one query."""
    visit = Appointment.objects.for_page().filter(pk=other["visit"]).first()
    if visit is None or visit.version != other["shown"]:
        return None
    return Other(visit, AsItWas.unpacked(other["before"]))


def bar_for(visit: Appointment, done: Done, now: datetime) -> Bar:
    """Say what was done, what is outside the rules now, and when the mail leaves."""
    if done.several:
        told = done_to_all(done.verb, done.several.visits)
        mail = mail_of_series(done.verb, visit, now)
    elif done.other:
        both = visit, done.other.visit
        told = both_text(done.verb, *both)
        mail = swap_mails(*both, now) if done.before else ""
    else:
        told, mail = done_to(done.verb, visit), mail_sentence(visit, done.verb, now)
    text = " ".join(filter(None, [with_rules(done.verb, told, done.broken), mail]))
    if done.undone_until is None:
        return Bar(text, visit)
    was = signing.dumps(done.packed(), salt=SALT, compress=True)
    return Bar(text, visit, was, done.undone_until)


def refusal(error: BookingError) -> Bar:
    """Say why nothing was done; a second press of one button is no fault."""
    return Bar(told_to_desk(error), is_refusal=not isinstance(error, DoneAlready))


@dataclass(frozen=True, slots=True)
class Was:
    """An earlier state of an appointment; `other` is the packed second one of a swap.

    In the place of both, `several` is what one press did to more of them, packed.
    """

    before: AsItWas | None = None
    other: Mapping[str, Any] | None = None
    several: Mapping[str, Any] | None = None


def as_it_was(request: HttpRequest) -> Was | None:
    """Read how an appointment was before from the button that undoes; None unless we signed it."""
    try:
        values = signing.loads(request.POST.get("was", ""), salt=SALT)
    except signing.BadSignature:
        return None
    if "several" in values:
        return Was(several=values["several"])
    other = values.pop("other", None)
    return Was(AsItWas.unpacked(values), other)
