"""A desk with two therapists on one day, the hands that work there, and what they press."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone
from playwright.sync_api import BrowserContext, Locator, Page, Request, expect

from booking.models import Appointment, Notification, Practitioner, WorkingHours
from booking.scheduling.clock import CLINIC_TZ
from booking.services.mail.deliver import deliver_next
from booking.services.schedule.roster import save_line
from tests.booking.conftest import OpenPractice
from tests.factories.booking import (
    AppointmentFactory,
    PatientFactory,
    PractitionerFactory,
    SlotFactory,
)

HEIGHT = {"width": 1366, "height": 768}
# The height of an hour in the high setting.
HOUR = 96


@dataclass
class Hands:
    """Keys and presses on one page, and the pages that it loads, counted per task.

    What is typed into a field is no press, nor is what is chosen in a list; a key that does
    something is one. A form that leads on to a page is one page load.
    """

    page: Page
    presses: int = 0
    loads: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", self._note)

    def _note(self, request: Request) -> None:
        if request.is_navigation_request() and not request.redirected_from:
            self.loads.append(request.url)

    def key(self, name: str) -> None:
        self.page.keyboard.press(name)
        self.presses += 1

    def click(self, what: Locator) -> None:
        what.click()
        self.presses += 1

    def drag(
        self,
        what: Locator,
        therapist: str,
        hour: float,
        *,
        edge: bool = False,
        drops: bool = True,
    ) -> None:
        """One press: down on the visit or its lower edge, along, and up at that hour."""
        what.scroll_into_view_if_needed()
        box = what.bounding_box()
        assert box
        held = 0 if edge else 6
        self.page.mouse.move(box["x"] + 60, box["y"] + (held or box["height"] - 2))
        self.page.mouse.down()
        self.page.mouse.move(box["x"] + 64, box["y"] + 20, steps=3)
        if not edge:
            expect(self.page.locator(".agenda-lit").first).to_be_visible()
        x, y = place_of(self.page, therapist, hour)
        self.page.mouse.move(x, y + held, steps=5)
        if drops:
            self.page.mouse.up()
        self.presses += 1

    @contextmanager
    def task(self, *, presses: int, loads: int = 0) -> Iterator[None]:
        """A task costs this many presses and page loads, and no more."""
        self.presses = 0
        self.loads.clear()
        yield
        assert (self.presses, len(self.loads)) == (presses, loads), self.loads


def colleague_of(room: OpenPractice, name: str = "Wout Ander") -> Practitioner:
    """Gives the treatment of the practice too, on the same day from nine to twelve."""
    person: Practitioner = PractitionerFactory(name=name, treatments=[room.treatment])
    SlotFactory(practitioner=person, starts_at=room.at(9), ends_at=room.at(12))
    return person


def booked(room: OpenPractice, name: str, starts_at: datetime, **more: Any) -> Appointment:
    """An appointment of half an hour of a patient with that name."""
    made: Appointment = AppointmentFactory(
        **{"treatment": room.treatment, "practitioner": room.practitioner} | more,
        patient=PatientFactory(name=name, email=f"{name.split()[0].lower()}@patient.example"),
        starts_at=starts_at,
    )
    return made


def due_now(room: OpenPractice) -> tuple[Appointment, Appointment]:
    """Two patients of today, whose appointments have just begun: one comes, one does not."""
    now = timezone.localtime(timezone=CLINIC_TZ).replace(second=0, microsecond=0)
    first, second = (PractitionerFactory(name=f"{name} Vandaag") for name in ("Ada", "Bas"))
    return (
        booked(room, "Kwam Wel", now, practitioner=first),
        booked(room, "Kwam Niet", now, practitioner=second),
    )


def mornings_of(room: OpenPractice) -> str:
    """Noor works from nine to twelve on the day after that of the practice, each week.

    Returns that day.
    """
    day = (room.at(9) + timedelta(days=1)).astimezone(CLINIC_TZ).date()
    room.practitioner.treatments.add(room.treatment)
    today = timezone.localdate(timezone=CLINIC_TZ)
    line = WorkingHours(
        practitioner=room.practitioner,
        weekday=day.isoweekday(),
        opens=time(9),
        closes=time(12),
        valid_from=today,
    )
    save_line(line, today=today, now=timezone.now())
    return day.isoformat()


def visit_in(page: Page, visit: Appointment) -> Locator:
    return page.locator(".agenda-visit").filter(has=page.locator(f"#afspraak-{visit.pk}"))


def column_of(page: Page, therapist: str) -> Locator:
    return page.locator(".agenda-column").filter(has=page.get_by_role("heading", name=therapist))


def start_at(page: Page, clock: str, therapist: str) -> Locator:
    """The button of a start that lights up."""
    lit = column_of(page, therapist).locator(".agenda-lit button")
    return lit.filter(has=page.get_by_text(clock, exact=True))


def place_of(page: Page, therapist: str, hour: float) -> tuple[float, float]:
    """A place on the screen: that hour (10.5 is half past ten) in the therapist's column."""
    box = column_of(page, therapist).locator(".agenda-track").bounding_box()
    assert box
    first = int(page.locator(".agenda__hour").first.inner_text().split()[0])
    return box["x"] + 64, box["y"] + (hour - first) * HOUR


def where_is(visit: Appointment) -> tuple[str, datetime]:
    """First name of its therapist, and its start, as they are stored now."""
    visit = Appointment.objects.select_related("practitioner").get(pk=visit.pk)
    return visit.practitioner.first_name, visit.starts_at


def send_mails() -> None:
    """Send what is owed, without the five minutes in which it can still be undone."""
    Notification.objects.owed().update(due_at=timezone.now())
    while deliver_next(now=timezone.now()):
        pass


def same_login(page: Page, context: BrowserContext) -> None:
    """Let another browser have the login of the page."""
    context.add_cookies(page.context.cookies())  # type: ignore[arg-type]  # as they came
