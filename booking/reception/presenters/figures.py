"""The numbers of the practice as charts, each with its table and its definition."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from booking.choices import Channel, OfferStatus, WaitlistStatus
from booking.services.practice import figures
from booking.services.practice.figures import Weeks

# Days before the appointment at which one group of lead times ends and the next begins.
BAR_HEIGHT = 24
LEAD_LIMITS = (1, 3, 8, 15, 29)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart; `share` is its length in percent of the longest possible, 0 to 100."""

    label: str
    share: int
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Horizontal bars below each other, each BAR_HEIGHT pixels high."""

    title: str
    bars: Sequence[Bar]

    @property
    def height(self) -> int:
        return BAR_HEIGHT * len(self.bars)

    @property
    def placed(self) -> list[tuple[int, Bar]]:
        """Bars with the place of their tops, in pixels."""
        return [(number * BAR_HEIGHT, bar) for number, bar in enumerate(self.bars)]


@dataclass(frozen=True, slots=True)
class Figure:
    """One subject: its definition, its charts and its table. `slug` names its file."""

    slug: str
    title: str
    definition: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Any]]
    charts: Sequence[Chart] = field(default_factory=list)


def all_figures(weeks: Weeks) -> list[Figure]:
    """Figures of these weeks, in eight queries for any number of appointments."""
    return [
        occupancy_figure(weeks),
        outcomes_figure(weeks),
        lead_figure(weeks),
        channel_figure(weeks),
        waitlist_figure(weeks),
    ]


def percent(part: float, whole: float) -> int:
    """The share in whole percent; 0 of nothing. Example: 1 of 3 is 33."""
    return round(100 * part / whole) if whole else 0


def bars_of(counts: Sequence[tuple[str, int]]) -> list[Bar]:
    """Bars in proportion to the largest of these numbers."""
    most = max((many for _label, many in counts), default=0)
    return [Bar(label, percent(many, most), str(many)) for label, many in counts]


def occupancy_figure(weeks: Weeks) -> Figure:
    """Booked of worked hours: a chart for each therapist, a row for each week."""
    charts, rows = [], []
    for person, group in groupby(figures.occupancy(weeks), key=lambda one: one.practitioner):
        bars = []
        for one in group:
            share = percent(one.booked.total_seconds(), one.worked.total_seconds())
            text = f"{share} %" if one.worked else "–"
            bars.append(Bar(f"{one.monday:%d/%m}", min(share, 100), text))
            hours = (one.booked, one.worked)
            rows.append([str(person), one.monday, *map(hours_of, hours), text])
        charts.append(Chart(str(person), bars))
    return Figure(
        "bezetting",
        _("Occupancy per therapist and week"),
        _(
            "Booked hours as a share of the hours worked: opened hours without absences, closings"
            " and internal blocks. Missed appointments count as booked, cancelled ones and the time"
            " after a treatment do not. Above 100, appointments stand outside the hours."
        ),
        [_("Therapist"), _("Week of"), _("Hours booked"), _("Hours worked"), _("Occupancy")],
        rows,
        charts,
    )


def hours_of(length: timedelta) -> float:
    """The length in hours, to a hundredth."""
    return round(length.total_seconds() / 3600, 2)


def outcomes_figure(weeks: Weeks) -> Figure:
    """Missed and cancelled appointments by week."""
    found = figures.outcomes(weeks)

    def chart(title: str, key: str) -> Chart:
        bars = [
            Bar(
                f"{one['week']:%d/%m}",
                percent(one[key], one["booked"]),
                f"{one[key]} ({percent(one[key], one['booked'])} %)",
            )
            for one in found
        ]
        return Chart(title, bars)

    keys = ("week", "booked", "missed", "cancelled", "late")
    return Figure(
        "gemist",
        _("Missed and cancelled per week"),
        _(
            "Of all appointments booked for that week, also those cancelled since. Missed is what"
            " the desk marked as such. Cancelled late is what the desk cancelled for a patient"
            " after the last moment to do so online."
        ),
        [_("Week of"), _("Booked"), _("Did not come"), _("Cancelled"), _("Cancelled late")],
        [[one[key] for key in keys] for one in found],
        [chart(_("Did not come"), "missed"), chart(_("Cancelled late"), "late")],
    )


def lead_figure(weeks: Weeks) -> Figure:
    """Appointments by how long before them they were made."""
    counts, mean = figures.lead_times(weeks, LEAD_LIMITS)
    labels = [
        _("less than a day"),
        _("1 to 2 days"),
        _("3 to 7 days"),
        _("8 to 14 days"),
        _("15 to 28 days"),
        _("longer"),
    ]
    pairs = list(zip(labels, counts, strict=True))
    in_days = round(mean / timedelta(days=1), 1) if mean else "–"
    days = _("Mean in days: %(days)s.") % {"days": in_days}
    told = _(
        "The time between making an appointment and its start, for appointments in these weeks,"
        " also those cancelled since. After a move: up to where it stands now."
    )
    return Figure(
        "vooraf",
        _("How long beforehand"),
        f"{told} {days}",
        [_("Beforehand"), _("Appointments")],
        pairs,
        [Chart(_("Appointments"), bars_of(pairs))],
    )


def channel_figure(weeks: Weeks) -> Figure:
    """Appointments by who entered them."""
    found = figures.channels(weeks)
    pairs = [(str(one.label), found.get(one, 0)) for one in Channel]
    return Figure(
        "herkomst",
        _("Where bookings come from"),
        _(
            "Appointments in these weeks by who entered them: the patient on the website, or the"
            " desk. What the waiting list brought is counted below. How patients came to know the"
            " practice is not stored."
        ),
        [_("Booked through"), _("Appointments")],
        pairs,
        [Chart(_("Appointments"), bars_of(pairs))],
    )


def waitlist_figure(weeks: Weeks) -> Figure:
    """Offers by their answer, and places on the list by how they ended."""
    offers, ended = figures.offers(weeks), figures.entries_ended(weeks)
    offered = [(str(OfferStatus(one).label), many) for one, many in offers.items()]
    closed = [(str(WaitlistStatus(one).label), many) for one, many in ended.items()]
    return Figure(
        "wachtlijst",
        _("Waiting list"),
        _(
            "Offers made in these weeks by their answer, and places on the list that ended in these"
            " weeks by the reason. Erased patients still count, without their names."
        ),
        [_("Of"), _("Result"), _("Number")],
        [[_("Offers"), *pair] for pair in offered] + [[_("Places"), *pair] for pair in closed],
        [Chart(_("Offers"), bars_of(offered)), Chart(_("Places"), bars_of(closed))],
    )
