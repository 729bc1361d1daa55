"""The bar below the agenda: what was just done to an appointment, with the button that undoes it.

It stays for as long as that can be undone. The session keeps which button it was and how the
appointment was before, without a name; the bar reads the appointment anew. A swap is done to two:
`was` then has the other one too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core import signing
from django.http import HttpRequest

from booking.choices import DeskRule
from booking.errors import BookingError, DoneAlready
from booking.models import Appointment
from booking.reception.presenters.done import (
    both_text,
    done_to,
    mail_sentence,
    swap_mails,
    with_rules,
)
from booking.services.visits.put_back import AsItWas
from booking.text.refusals import told_to_desk

KEY = "agenda_done"
SALT = "booking.reception.undo"


@dataclass(frozen=True, slots=True)
class Done:
    """A button that was pressed: `before` is how the appointment was, None if nothing undoes it."""

    verb: str
    before: AsItWas | None = None
    broken: Sequence[DeskRule] = ()
    other: "Other | None" = None


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
class Bar:
    """A sentence below the grid; `was` is how the appointment was, signed, until `until`."""

    text: str
    visit: Appointment | None = None
    was: str = ""
    until: datetime | None = None
    is_refusal: bool = False


def remember(request: HttpRequest, visit: Appointment, done: Done) -> None:
    """Keep what was done, for the pages of the agenda that follow; nothing if nothing undoes it."""
    if done.before is None:
        forget(request)
        return
    request.session[KEY] = {
        "visit": visit.pk,
        "shown": visit.version,
        "verb": done.verb,
        "broken": list(done.broken),
        "before": done.before.packed(),
        "other": done.other.packed() if done.other else None,
    }


def forget(request: HttpRequest) -> None:
    """Show no bar on the pages that follow: something else was done since."""
    request.session.pop(KEY, None)


def bar_of(request: HttpRequest, now: datetime) -> Bar | None:
    """The bar of what this login did last; None once it cannot be undone any more."""
    kept = request.session.get(KEY)
    if not kept:
        return None
    before = AsItWas.unpacked(kept["before"])
    if now > before.undone_until:
        return None
    visit = Appointment.objects.for_page().filter(pk=kept["visit"]).first()
    if visit is None or visit.version != kept["shown"]:
        return None
    other = other_of(kept)
    if kept.get("other") and other is None:
        return None
    broken = [DeskRule(rule) for rule in kept["broken"]]
    return bar_for(visit, Done(kept["verb"], before, broken, other), now)


def other_of(kept: Mapping[str, Any]) -> Other | None:
    """The other appointment of a swap, if it is still as the screen showed it; one query."""
    other = kept.get("other")
    if not other:
        return None
    visit = Appointment.objects.for_page().filter(pk=other["visit"]).first()
    if visit is None or visit.version != other["shown"]:
        return None
    return Other(visit, AsItWas.unpacked(other["before"]))


def bar_for(visit: Appointment, done: Done, now: datetime) -> Bar:
    """Say what was done, what is outside the rules now, and when the mail leaves."""
    if done.other:
        both = visit, done.other.visit
        told = both_text(done.verb, *both)
        mail = swap_mails(*both, now) if done.before else ""
    else:
        told, mail = done_to(done.verb, visit), mail_sentence(visit, done.verb, now)
    text = " ".join(filter(None, [with_rules(done.verb, told, done.broken), mail]))
    if done.before is None:
        return Bar(text, visit)
    values = done.before.packed() | ({"other": done.other.packed()} if done.other else {})
    was = signing.dumps(values, salt=SALT, compress=True)
    return Bar(text, visit, was, done.before.undone_until)


def refusal(error: BookingError) -> Bar:
    """Say why nothing was done; a second press of one button is no fault."""
    return Bar(told_to_desk(error), is_refusal=not isinstance(error, DoneAlready))


@dataclass(frozen=True, slots=True)
class Was:
    """An earlier state of an appointment; `other` is the packed second one of a swap."""

    before: AsItWas
    other: Mapping[str, Any] | None = None


def as_it_was(request: HttpRequest) -> Was | None:
    """Read how an appointment was before from the button that undoes; None unless we signed it."""
    try:
        values = signing.loads(request.POST.get("was", ""), salt=SALT)
    except signing.BadSignature:
        return None
    other = values.pop("other", None)
    return Was(AsItWas.unpacked(values), other)
