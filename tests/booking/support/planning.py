"""Free time of a clinic and the wish for a series, for tests of the planner."""

from datetime import UTC, date, datetime, time, timedelta

from booking.scheduling.clock import CLINIC_TZ
from booking.scheduling.free_time import FreeTime
from booking.scheduling.openings import Opening
from booking.scheduling.series_plan import Plan, Wish
from booking.scheduling.spans import Span

MONDAY = date(2027, 1, 11)
HALF_HOUR, QUARTER = timedelta(minutes=30), timedelta(minutes=15)
WEEKS = timedelta(weeks=8)
NOOR, WOUT = 1, 2
TUESDAY, THURSDAY, SATURDAY = 2, 4, 6


def moment(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, CLINIC_TZ).astimezone(UTC)


def span(day: date, opens: int, closes: int) -> Span:
    """A span of whole hours on the clinic's clock."""
    return Span(moment(day, time(opens)), moment(day, time(closes)))


def opening(day: date, hour: int, minute: int = 0, practitioner: int = NOOR) -> Opening:
    start = moment(day, time(hour, minute))
    return Opening(start, start + HALF_HOUR, practitioner)


def every_workday(first: date, opens: int, closes: int, weeks: int = 8) -> list[Span]:
    days = [first + timedelta(days=n) for n in range(7 * weeks)]
    return [span(day, opens, closes) for day in days if day.isoweekday() < 6]


def free_time(
    free: dict[int, list[Span]],
    *,
    worked: dict[int, list[Span]] | None = None,
    closed: list[Span] | None = None,
    first: date = MONDAY,
) -> FreeTime:
    def by_practitioner(spans: dict[int, list[Span]]) -> list[tuple[int, Span]]:
        return [(pk, one) for pk, listed in spans.items() for one in listed]

    start = moment(first, time(7))
    return FreeTime(
        window=Span(start, start + WEEKS),
        length=HALF_HOUR,
        grid=QUARTER,
        free=by_practitioner(free),
        worked=by_practitioner(worked or free),
        closed=closed or [],
    )


def wish(**changes: object) -> Wish:
    """The wish for nine visits on Tuesday and Thursday, from five to seven, with changes."""
    asked = {
        "count": 9,
        "weekdays": frozenset({TUESDAY, THURSDAY}),
        "opens": time(17),
        "closes": time(19),
        "first_day": MONDAY,
        "practitioners": (NOOR,),
    }
    return Wish(**{**asked, **changes})


def told(plan: Plan) -> list[str]:
    """The times of a plan on the clinic's clock. Example: ["12/01 17:00"]."""
    starts = [visit.opening.starts_at.astimezone(CLINIC_TZ) for visit in plan.visits]
    return [f"{start:%d/%m %H:%M}" for start in starts]
