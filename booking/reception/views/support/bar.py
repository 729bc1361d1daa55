"""The bar below the agenda: what was just done to an appointment, with the button that undoes it.

It stays for as long as that can be undone. The session keeps which button it was and how the
appointment was before, without a name; the bar reads the appointment anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core import signing
from django.http import HttpRequest

from booking.choices import DeskRule
from booking.errors import BookingError, DoneAlready
from booking.models import Appointment
from booking.reception.presenters.done import done_to, mail_sentence, with_rules
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
    broken = [DeskRule(rule) for rule in kept["broken"]]
    return bar_for(visit, Done(kept["verb"], before, broken), now)


def bar_for(visit: Appointment, done: Done, now: datetime) -> Bar:
    """Say what was done, what is outside the rules now, and when the mail leaves."""
    text = with_rules(done.verb, done_to(done.verb, visit), done.broken)
    text = " ".join(filter(None, [text, mail_sentence(visit, done.verb, now)]))
    if done.before is None:
        return Bar(text, visit)
    was = signing.dumps(done.before.packed(), salt=SALT, compress=True)
    return Bar(text, visit, was, done.before.undone_until)


def refusal(error: BookingError) -> Bar:
    """Say why nothing was done; a second press of one button is no fault."""
    return Bar(told_to_desk(error), is_refusal=not isinstance(error, DoneAlready))


def as_it_was(request: HttpRequest) -> AsItWas | None:
    """Read how an appointment was before from the button that undoes; None unless we signed it."""
    try:
        return AsItWas.unpacked(signing.loads(request.POST.get("was", ""), salt=SALT))
    except signing.BadSignature:
        return None
