"""A change of working hours before it is saved: what opens, what closes and whom it hits."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils.crypto import salted_hmac
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from booking.models import Appointment
from booking.reception.presenters.consequences import may_call, named
from booking.scheduling.clock import clinic_clock, clinic_date
from booking.scheduling.spans import Span
from booking.services.schedule.change_hours import Outcome
from booking.services.schedule.outside_hours import appointments_outside_hours
from booking.text.formats import NO_BREAK, day_text, period_text

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

# The list that follows after saving has all of them.
MOST_SHOWN = 20


@dataclass(frozen=True)
class HoursPreview:
    """The consequences of a change in words; `token` changes when one of them does.

    `visits` are the first appointments that would stand outside the hours, of `count`; empty for a
    user who may not see them.
    """

    opened: Sequence[str]
    closed: Sequence[str]
    count: int
    visits: Sequence[Appointment]
    notes: Sequence[str] = field(default_factory=list)
    token: str = ""

    @property
    def more(self) -> int:
        """The number of appointments that are not named."""
        return self.count - len(self.visits)

    @property
    def is_empty(self) -> bool:
        """True when nobody would notice the change."""
        return not (self.opened or self.closed or self.count or self.notes)


def preview_of(outcome: Outcome, user: "User | AnonymousUser", *, now: datetime) -> HoursPreview:
    """The preview of a change that was just made; call it in its transaction. Three queries.

    Whoever takes the change back afterwards has shown what saving it does.
    """
    visits = appointments_outside_hours(now=now, change=outcome.change) if outcome.change else []
    facts = [outcome.opened, outcome.closed, [(one.pk, one.starts_at) for one in visits]]
    return HoursPreview(
        opened=hours_in_words(span for _pk, span in outcome.opened),
        closed=hours_in_words(span for _pk, span in outcome.closed),
        count=len(visits),
        visits=visits[:MOST_SHOWN] if may_call(user) else [],
        notes=notes_on(outcome, user),
        token=salted_hmac("booking.reception.hours_preview", repr(facts)).hexdigest()[:16],
    )


def notes_on(outcome: Outcome, user: "User | AnonymousUser") -> list[str]:
    """Sentences on what else would follow."""
    told = []
    if outcome.withdrawn:
        patients = [offer.entry.patient for offer in outcome.withdrawn]
        told.append(
            _("Offers of the waiting list are withdrawn, with a mail: %(names)s.")
            % {"names": named(patients, user)}
        )
    if outcome.left_out:
        told.append(
            _("Not opened, as there is an availability already: %(periods)s.")
            % {"periods": "; ".join(period_text(*span) for span in outcome.left_out)}
        )
    return told


def hours_in_words(spans: Iterable[Span]) -> list[str]:
    """Hours by day of the week, those that return together.

    Example: "dinsdag 9.00–12.00: 12 keer, van dinsdag 1 december 2026 tot en met dinsdag 16
    februari 2027". Hours that come once: "dinsdag 1 december 2026, 9.00–12.00".
    """
    ordered = sorted(spans, key=lambda span: (_returns_as(span), span))
    return [_in_words(list(group)) for _key, group in groupby(ordered, key=_returns_as)]


def _returns_as(span: Span) -> tuple[int, str]:
    return clinic_date(span.starts_at).isoweekday(), _clocks(span)


def _clocks(span: Span) -> str:
    start, end = clinic_clock(span.starts_at), clinic_clock(span.ends_at)
    return f"{start.hour}.{start.minute:02d}–{end.hour}.{end.minute:02d}"


def _in_words(spans: list[Span]) -> str:
    first, last = clinic_date(spans[0].starts_at), clinic_date(spans[-1].starts_at)
    words = {"hours": _clocks(spans[0]).replace(" ", NO_BREAK), "day": day_text(first)}
    if len(spans) == 1:
        return _("%(day)s, %(hours)s") % words
    return _(
        "%(weekday)s %(hours)s: %(count)d times, from %(day)s up to and including %(last)s"
    ) % {
        **words,
        "weekday": date_format(first, "l"),
        "count": len(spans),
        "last": day_text(last),
    }
