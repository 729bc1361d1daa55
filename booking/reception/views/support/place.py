"""The place in the agenda that an address names."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self
from urllib.parse import urlsplit

from django.http import QueryDict
from django.utils import timezone

from booking.models.sight import Sight
from booking.reception.presenters.agenda import Agenda, agenda_of, week_of
from booking.reception.presenters.kin import ALL, Kin
from booking.reception.presenters.week_of_all import week_of_all
from booking.reception.views.support.addresses import agenda_url
from booking.scheduling.clock import CLINIC_TZ, clinic_day, plausible_day
from booking.scheduling.spans import Span

# Digits that fit in a primary key.
PK = re.compile(r"[0-9]{1,9}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Place:
    """A day, or the week in which it falls of one therapist or of all, and the card that is open.

    Whoever asked sees the patients in `sight` there.

    Example: `/beheer/agenda/?dag=2027-01-12&kin=3&kaart=81`.
    """

    sight: Sight
    day: date
    kin: Kin = None
    card: int | None = None

    @classmethod
    def asked(cls, query: QueryDict, now: datetime, sight: Sight) -> Self:
        """Read what an address asks for; today, of everybody, where it asks nothing that is so."""
        day = plausible_day(query.get("dag", "")) or timezone.localdate(now, CLINIC_TZ)
        return cls(sight, day, kin_in(query), _pk(query.get("kaart", "")))

    @classmethod
    def at(cls, address: str, now: datetime, sight: Sight) -> Self:
        """Read the place from an address of the agenda, which a form carries as `next`."""
        return cls.asked(QueryDict(urlsplit(address).query), now, sight)

    @property
    def therapist(self) -> int | None:
        """The therapist whose week it is, if it is of one."""
        return None if self.kin == ALL else self.kin

    @property
    def address(self) -> str:
        """The address without the card."""
        return agenda_url(self.day, self.kin)

    @property
    def address_with_card(self) -> str:
        """The address with the card, if one is open."""
        return agenda_url(self.day, self.kin, self.card)

    @property
    def shown(self) -> str:
        """The day, or the week of a therapist in which it falls. Example: "2027-01-12@3"."""
        return f"{self.day}@{self.therapist}" if self.therapist else f"{self.day}"

    @property
    def span(self) -> Span:
        """The day, or the week from Monday to Sunday, in clinic time."""
        if self.kin is None:
            return clinic_day(self.day)
        monday = self.day - timedelta(days=self.day.weekday())
        return Span(clinic_day(monday).starts_at, clinic_day(monday + timedelta(days=6)).ends_at)

    def agenda(self, now: datetime) -> Agenda:
        """The week of all or of the therapist, or else the day."""
        if self.kin == ALL:
            return week_of_all(self.day, now=now, sight=self.sight)
        week = self.therapist and week_of(self.therapist, self.day, now=now, sight=self.sight)
        return week or agenda_of(self.day, now=now, sight=self.sight)


def kin_in(query: QueryDict) -> Kin:
    """Read whose week an address asks for; None for anything else, which is a day."""
    asked = query.get("kin", "")
    return ALL if asked == ALL else _pk(asked)


def _pk(text: str) -> int | None:
    return int(text) if PK.fullmatch(text) else None
