"""A small practice on Tuesday 12 January 2027 at 10.20, with something of all that the desk meets.

Names, day and hour never change, so that pictures of it only change with the screens.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from booking.choices import AppointmentStatus, CancelledBy, NotificationStatus
from booking.models import Appointment, Practitioner, Treatment, WorkingHours
from booking.models.treatment import TreatmentGroup
from booking.scheduling.clock import CLINIC_TZ
from booking.services.schedule.generate_slots import generate_slots
from booking.services.schedule.roster import save_line
from kinesite.models import Heartbeat
from tests.factories.booking import (
    AbsenceFactory,
    AppointmentFactory,
    NotificationFactory,
    PatientFactory,
    PractitionerFactory,
    SeriesFactory,
    TreatmentFactory,
    WaitlistEntryFactory,
    WaitlistOfferFactory,
)
from tests.factories.hours import InternalBlockFactory

DAY = date(2027, 1, 12)
NOW = datetime(2027, 1, 12, 9, 20, tzinfo=UTC)
# The day on which the hours of everybody were laid out, and long before everybody's first visit.
BEFORE = datetime(2027, 1, 3, 9, 0, tzinfo=UTC)
LONG_AGO = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
# Visits to An on the days around it, by how many days away.
AROUND = {
    -1: "9.00 Ward Stevens, 10.30 Nele Bos, 14.00 Ivo Hendrickx",
    1: "8.30 Rosa Michiels, 11.00 Staf Pauwels, 15.30 Ann Lemmens",
    2: "9.30 Guy Dewulf, 13.30 Lien Thys",
    3: "8.00 Marc Vos, 10.00 Zoë Simons, 14.30 Kris Mertens",
}
FINISHED, ARRIVED = AppointmentStatus.FULFILLED, AppointmentStatus.ARRIVED


def on(clock: str, day: date = DAY) -> datetime:
    """A moment at an hour of the clinic's clock, such as "10.15"."""
    hour, minute = map(int, clock.split("."))
    return datetime.combine(day, time(hour, minute), CLINIC_TZ).astimezone(UTC)


class HandbookPractice:
    """Three therapists, four treatments, and a day that has begun."""

    def __init__(self) -> None:
        self.past = 0
        self.follow_up = treatment("Vervolgbehandeling", "Vervolg", 30)
        self.intake = treatment("Eerste afspraak bij een nieuwe klacht", "Nieuwe klacht", 45)
        self.gym = treatment(
            "Oefentherapie in de zaal", "Oefentherapie", 60, group=TreatmentGroup.EXERCISE
        )
        self.manual = treatment("Manuele therapie", "Manueel", 30, group=TreatmentGroup.MANUAL)
        usual = [self.follow_up, self.intake, self.gym]
        self.an = therapist("An Peeters", usual, "12345", ("8.00", "12.00"), ("13.00", "17.30"))
        self.wout = therapist(
            "Wout Maes", [*usual, self.manual], "1245", ("9.00", "12.00"), ("13.00", "18.00")
        )
        self.yasmina = therapist(
            "Yasmina Aydin", usual, "234", ("8.00", "12.00"), ("13.00", "16.00")
        )
        generate_slots(today=DAY)
        Heartbeat.beat(now=NOW)
        self._day_of_an()
        self._series_and_kept_times()
        self._day_of_the_others()
        self._days_around()
        for number, name in enumerate(("Luk Verhaegen", "Lies Verhaeghe", "Jef Verhaert")):
            self.here_before(name, self.an, phone=f"+3247000010{number}")

    def here_before(self, name: str, person: Practitioner, **of_patient: Any) -> Any:
        """A patient who was treated by the therapist some weeks ago."""
        given = {"email": f"{name.split()[0].lower()}@patient.example"} | of_patient
        patient = PatientFactory(name=name, created_at=LONG_AGO, **given)
        self.past += 1
        week, of_week = divmod(self.past, 40)
        AppointmentFactory(
            patient=patient,
            practitioner=person,
            treatment=self.follow_up,
            starts_at=on("8.00", date(2026, 11, 2) + timedelta(weeks=week, days=of_week // 8))
            + of_week % 8 * timedelta(minutes=30),
            status=FINISHED,
        )
        return patient

    def visit(
        self,
        person: Practitioner,
        clock: str,
        name: str,
        what: Treatment | None = None,
        **more: Any,
    ) -> Appointment:
        """An appointment of somebody who was here before, on the day or on `day`."""
        day = more.pop("day", DAY)
        of_patient = {key: more.pop(key) for key in ("email", "note") if key in more}
        what = what or self.follow_up
        made: Appointment = AppointmentFactory(
            patient=more.pop("patient", None) or self.here_before(name, person, **of_patient),
            practitioner=person,
            treatment=what,
            starts_at=on(clock, day),
            turnaround=what.turnaround,
            arranged_at=BEFORE,
            created_at=BEFORE,
            **more,
        )
        return made

    def _day_of_an(self) -> None:
        an = self.an
        self.visit(an, "8.00", "Luc Jacobs", status=FINISHED)
        self.visit(an, "8.30", "Karel Smets", status=AppointmentStatus.NOSHOW)
        self.visit(an, "9.00", "Mia Lambrechts", self.gym, status=FINISHED)
        here = {"status": ARRIVED, "arrived_at": on("10.08"), "note": "Hoort slecht"}
        self.arrived = self.visit(an, "10.15", "Jeannine Wouters", **here)
        sent = {"status": NotificationStatus.SENT, "sent_at": BEFORE}
        NotificationFactory(appointment=self.arrived, created_at=BEFORE, **sent)
        newcomer = PatientFactory(name="Noah De Smet", created_at=BEFORE)
        self.visit(an, "10.45", "", self.intake, patient=newcomer)
        late = {"cancelled": True, "cancelled_by": CancelledBy.ASKED, "cancelled_at": NOW}
        self.visit(an, "13.00", "Leen Goossens", **late)
        self.to_move = self.visit(an, "15.00", "Emma Claes")
        self.visit(an, "16.00", "Vera Bogaert", day=DAY + timedelta(weeks=1))
        failed = {"status": NotificationStatus.FAILED, "last_error": "SMTPRecipientsRefused 550"}
        omar = self.visit(an, "16.30", "Omar Haddad")
        NotificationFactory(appointment=omar, created_at=BEFORE, **failed)

    def _series_and_kept_times(self) -> None:
        an = self.an
        series = SeriesFactory(
            patient=self.here_before("Rita Vermeulen", an), treatment=self.follow_up
        )
        for week in range(-3, 5):
            self.visit(
                an,
                "13.30",
                "",
                day=DAY + timedelta(weeks=week),
                patient=series.patient,
                series=series,
                status=FINISHED if week < 0 else AppointmentStatus.BOOKED,
            )
        self._keep("14.00", "10.28")
        waiting = WaitlistEntryFactory(
            patient=self.here_before("Celine Maes", an, email=""), treatment=self.follow_up
        )
        WaitlistOfferFactory(
            entry=waiting,
            practitioner=an,
            starts_at=on("14.30"),
            offered_at=on("9.00"),
            expires_at=on("11.00"),
            hold=self._keep("14.30", "11.00"),
        )

    def _keep(self, clock: str, until: str) -> Appointment:
        """Half an hour of An that is kept until an hour of the same day."""
        kept: Appointment = AppointmentFactory(
            held=True,
            practitioner=self.an,
            treatment=self.follow_up,
            starts_at=on(clock),
            held_until=on(until),
            created_at=NOW,
        )
        return kept

    def _day_of_the_others(self) -> None:
        wout, yasmina = self.wout, self.yasmina
        self.visit(wout, "9.00", "Dirk Hermans", status=FINISHED)
        self.visit(wout, "9.30", "Sofie Desmet", self.manual, status=FINISHED)
        self.visit(wout, "10.30", "Fatima El Amrani")
        self.visit(wout, "11.00", "Piet Cools", email="")
        self.visit(wout, "13.00", "Hilde Martens", self.gym)
        InternalBlockFactory(
            practitioner=wout, starts_at=on("14.30"), ends_at=on("15.00"), reason="Overleg"
        )
        self.visit(wout, "15.00", "Bram Wuyts", self.manual)
        self.visit(wout, "16.00", "Greet Aerts")
        self.visit(yasmina, "8.00", "Tom Segers", self.gym, status=FINISHED)
        self.visit(yasmina, "9.30", "Els Vandamme", status=FINISHED)
        self.visit(yasmina, "10.15", "Paul Nijs", status=ARRIVED, arrived_at=on("10.12"))
        self.visit(yasmina, "11.00", "Lotte Baert", self.gym)
        self.visit(yasmina, "13.30", "Jan Willems")
        AbsenceFactory(
            practitioner=yasmina, starts_at=on("13.00"), ends_at=on("17.00"), reason="Vorming"
        )

    def _days_around(self) -> None:
        """The week of An, and a Monday of which nobody noted who came."""
        for offset, visits in AROUND.items():
            for number, one in enumerate(visits.split(", ")):
                clock, _, name = one.partition(" ")
                what = self.gym if number == 1 else None
                self.visit(self.an, clock, name, what, day=DAY + timedelta(days=offset))


def treatment(name: str, short: str, minutes: int, **more: Any) -> Treatment:
    """A treatment that all of an hour follow with a quarter that stays free."""
    made: Treatment = TreatmentFactory(
        name=name,
        short_name=short,
        duration=timedelta(minutes=minutes),
        turnaround=timedelta(minutes=15 if minutes == 60 else 0),
        **more,
    )
    return made


def therapist(
    name: str, gives: list[Treatment], weekdays: str, *hours: tuple[str, str]
) -> Practitioner:
    """Somebody whose hours are the same on each of those days, of which Monday is 1."""
    person: Practitioner = PractitionerFactory(name=name, treatments=gives)
    for weekday in map(int, weekdays):
        for opens, closes in hours:
            line = WorkingHours(
                practitioner=person,
                weekday=weekday,
                opens=on(opens).astimezone(CLINIC_TZ).time(),
                closes=on(closes).astimezone(CLINIC_TZ).time(),
                valid_from=BEFORE.date(),
            )
            save_line(line, today=BEFORE.date(), now=BEFORE)
    return person
