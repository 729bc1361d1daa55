"""Each page of booking that a patient can come to, by its name."""

from collections.abc import Callable
from datetime import timedelta
from functools import cached_property

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from booking import links
from booking.links import Purpose
from booking.models import (
    Appointment,
    AppointmentSeries,
    Substitution,
    WaitlistEntry,
    WaitlistOffer,
)
from booking.substitution_links import choices_path
from tests.booking.conftest import OpenPractice
from tests.factories.booking import (
    AppointmentFactory,
    SeriesFactory,
    WaitlistEntryFactory,
    WaitlistOfferFactory,
)
from tests.factories.illness import SubstituteFactory


class Visitor:
    """Opens pages in the language that is active."""

    def __init__(self, client: Client, practice: OpenPractice, held: Appointment) -> None:
        self.client = client
        self.practice = practice
        self.held = held
        self.visit = AppointmentFactory(
            practitioner=practice.practitioner,
            treatment=practice.treatment,
            patient__name="Mia Voorbeeld",
            patient__email="mia@patient.example",
            starts_at=practice.at(11),
        )

    def get(self, page: str, /, *args: str, **query: str) -> HttpResponse:
        return self.client.get(reverse(f"booking:{page}", args=args), query)

    def post(self, page: str, /, *args: str, **data: str) -> HttpResponse:
        return self.client.post(reverse(f"booking:{page}", args=args), data, follow=True)

    @property
    def hold_token(self) -> str:
        return links.token(Purpose.HOLD, self.held)

    @property
    def visit_token(self) -> str:
        return links.token(Purpose.VISIT, self.visit)

    @property
    def visits_token(self) -> str:
        return links.visits_token(self.visit.patient, now=timezone.now())

    @property
    def series_token(self) -> str:
        return links.token(Purpose.SERIES, self.series)

    @property
    def waiting_token(self) -> str:
        return links.token(Purpose.WAITING, self.entry)

    @property
    def offer_token(self) -> str:
        return links.token(Purpose.OFFER, self.offer)

    @cached_property
    def series(self) -> AppointmentSeries:
        """Of one visit, at half past ten."""
        series: AppointmentSeries = SeriesFactory(
            patient=self.visit.patient, treatment=self.practice.treatment
        )
        AppointmentFactory(
            series=series,
            patient=series.patient,
            treatment=series.treatment,
            practitioner=self.practice.practitioner,
            starts_at=self.practice.at(10, 30),
        )
        return series

    @cached_property
    def entry(self) -> WaitlistEntry:
        day = self.visit.day
        entry: WaitlistEntry = WaitlistEntryFactory(
            patient=self.visit.patient,
            treatment=self.practice.treatment,
            appointment=self.visit,
            from_day=day,
            until_day=day,
        )
        return entry

    @cached_property
    def offer(self) -> WaitlistOffer:
        offer: WaitlistOffer = WaitlistOfferFactory(
            entry=self.entry,
            practitioner=self.practice.practitioner,
            starts_at=self.practice.at(10),
            offered_at=timezone.now(),
            expires_at=self.practice.at(9),
        )
        return offer

    @cached_property
    def asked(self) -> Substitution:
        choice = SubstituteFactory(
            substitution__appointment=self.visit,
            substitution__answer_until=self.practice.at(9),
            practitioner=self.practice.practitioner,
            starts_at=self.practice.at(11, 30),
        )
        substitution: Substitution = choice.substitution
        return substitution

    @property
    def wish(self) -> dict[str, str]:
        """A series by a prescription whose last day to start is over."""
        day = self.held.day
        return self.practice.choice(
            aantal="2",
            dag=str(day.isoweekday()),
            van="09:00",
            tot="12:00",
            vanaf=day.isoformat(),
            voorschrift=(day - timedelta(days=100)).isoformat(),
        )

    @property
    def chosen(self) -> dict[str, str]:
        """Of that series, the visit at ten."""
        return {f"keuze-{self.held.day}": self.press(10)["moment"]}

    def press(self, hour: int) -> dict[str, str]:
        return self.practice.press(self.practice.at(hour))


@pytest.fixture
def visitor(client: Client, practice_with_room: OpenPractice, held: Appointment) -> Visitor:
    return Visitor(client, practice_with_room, held)


Page = Callable[[Visitor], HttpResponse]
PAGES: dict[str, Page] = {
    "the choice": lambda one: one.get("start"),
    "the choice, therapist away": lambda one: one.get("start", kinesitherapeut="x"),
    "the choice, nothing chosen": lambda one: one.get("openings"),
    "the therapists": lambda one: one.get("therapists", behandeling=one.practice.treatment.slug),
    "the days": lambda one: one.get("openings", **one.practice.choice()),
    "the days, nothing pressed": lambda one: one.post("openings", **one.practice.choice()),
    "just taken": lambda one: one.post("openings", **one.press(11)),
    "the details": lambda one: one.get("details", one.hold_token),
    "the details, none": lambda one: one.post("details", one.hold_token),
    "the details, wrong": lambda one: one.post("details", one.hold_token, name="<", email="x"),
    "confirmed": lambda one: one.get("confirmed", one.visit_token),
    "the visit": lambda one: one.get("visit", one.visit_token),
    "sure to cancel?": lambda one: one.get("cancel", one.visit_token),
    "cancelled": lambda one: one.post("cancel", one.visit_token),
    "move to": lambda one: one.get("move", one.visit_token),
    "sure to move?": lambda one: one.post("move", one.visit_token, **one.press(10)),
    "send my link": lambda one: one.get("my_link"),
    "send my link, wrong": lambda one: one.post("my_link", email="x"),
    "my link is sent": lambda one: one.get("my_link_sent"),
    "all visits": lambda one: one.get("my_visits", one.visits_token),
    "a series to plan": lambda one: one.get("series"),
    "a series, none": lambda one: one.get("series", aantal=""),
    "a series, planned": lambda one: one.get("series", **one.wish),
    "a series, kept": lambda one: one.post("series", **one.wish, **one.chosen),
    "the series": lambda one: one.get("series_visits", one.series_token),
    "the series is set": lambda one: one.get("series_confirmed", one.series_token),
    "sure to cancel the series?": lambda one: one.get("series_cancel", one.series_token),
    "move the series to": lambda one: one.get("series_move", one.series_token),
    "to the waiting list": lambda one: one.get("waitlist", **one.practice.choice()),
    "to the waiting list, none": lambda one: one.post("waitlist", afspraak=one.visit_token),
    "on the waiting list": lambda one: one.get("waiting", one.waiting_token),
    "other wishes": lambda one: one.get("wishes", one.waiting_token),
    "an offer": lambda one: one.get("offer", one.offer_token),
    "another time": lambda one: one.client.get(choices_path(one.asked)),
    "another time, none": lambda one: one.client.post(choices_path(one.asked)),
    "the tariffs": lambda one: one.client.get(reverse("tariffs")),
    "link refused": lambda one: one.get("visit", "x"),
    "not found": lambda one: one.client.get(reverse("booking:start") + "x/"),
}
