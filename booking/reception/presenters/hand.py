"""An appointment in the hand of the desk: picked up to move it, or new and looking for a time.

It stands in the address of the agenda, so that it is still there after another day was shown, or
after somebody logged in again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from booking.models import Appointment, Patient, Practitioner, Treatment
from booking.reception.presenters.clocks import short_clock
from booking.reception.presenters.kin import Kin
from booking.scheduling.grid import MINUTE
from booking.scheduling.lit import Need
from booking.scheduling.room import Room
from booking.services.visits.find_starts import Wanted

# Of `?hand=`, where others have the number of an appointment.
NEW = "nieuw"


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """The place that an appointment would leave in a swap: `room` in that therapist's day.

    `gives` are ids of the treatments that the therapist gives.
    """

    room: Room
    gives: frozenset[int]


@dataclass(frozen=True)
class Hand:
    """Something that looks for a time, and what the screen shows of it.

    `people` give the treatment, the only one of them if the desk chose `by`. `asked` are the fields
    of the address that say what is in the hand. `shown` is the version of the appointment. `swaps`
    while it looks for another appointment to change places with.
    """

    wanted: Wanted
    need: Need
    treatments: Sequence[Treatment]
    giving: Sequence[Practitioner]
    by: Practitioner | None
    asked: dict[str, str]
    shown: str = ""
    swaps: OwnPlace | None = None

    @property
    def visit(self) -> Appointment | None:
        """The appointment that is to move; None for a new one."""
        return self.wanted.visit

    @property
    def patient(self) -> Patient | None:
        return self.wanted.patient

    @property
    def treatment(self) -> Treatment:
        return self.wanted.treatment

    @property
    def length(self) -> timedelta:
        return self.wanted.length

    @property
    def minutes(self) -> int:
        """The length in minutes."""
        return self.length // MINUTE

    @property
    def turnaround(self) -> timedelta:
        return self.wanted.turnaround

    @property
    def people(self) -> list[Practitioner]:
        """Practitioners with whom it can be put down."""
        return [one for one in self.giving if self.by is None or one == self.by]

    @property
    def title(self) -> str:
        """The patient, somebody new, or what is sought for nobody yet."""
        nobody = _("New patient") if self.found else _("First free start")
        return str(self.patient) if self.patient else nobody

    @property
    def found(self) -> str:
        """The token of the search for somebody new; empty without one."""
        return self.asked.get("gevonden", "")

    @property
    def stood(self) -> str:
        """Day, hour and therapist of an appointment that was picked up; empty for a new one.

        Example: "stond ma 30 nov 10.30 bij Hanne".
        """
        if self.visit is None:
            return ""
        return _("stood %(day)s %(time)s with %(name)s") % {
            "day": date_format(self.visit.day, "D j N"),
            "time": short_clock(self.visit.starts_at),
            "name": self.visit.practitioner.first_name,
        }

    @property
    def swap_address(self) -> str:
        """The part of an address that lights up appointments to swap with, or starts again."""
        asked = {name: value for name, value in self.asked.items() if name in ("hand", "bij")}
        return urlencode(asked if self.swaps else asked | {"wissel": "ja"})

    def address(self, day: date, kin: Kin = None, **changes: str) -> str:
        """Address of the agenda of a day, or of a week, with this in the hand."""
        asked = {"dag": day.isoformat()} | ({"kin": str(kin)} if kin else {})
        return f"{reverse('agenda:index')}?{urlencode(asked | self.asked | changes)}"
