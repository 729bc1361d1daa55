"""Series on Tuesdays, held and booked."""

from datetime import date, timedelta

from booking.models import Appointment, AppointmentSeries, Practitioner
from booking.scheduling.openings import Opening
from tests.factories.booking import (
    DAY,
    AppointmentFactory,
    PractitionerFactory,
    SeriesFactory,
    SlotFactory,
    at,
)


def tuesdays(count: int) -> list[date]:
    return [DAY + timedelta(weeks=n) for n in range(count)]


def visits(practitioner: Practitioner, count: int = 3, hour: int = 9) -> list[Opening]:
    """Openings of half an hour on Tuesdays; `hour` is in UTC."""
    return [
        Opening(start := at(hour, day=day), start + timedelta(minutes=30), practitioner.pk)
        for day in tuesdays(count)
    ]


def statuses(series: AppointmentSeries) -> list[str]:
    return list(series.appointments.order_by("starts_at").values_list("status", flat=True))


def series_of(count: int) -> AppointmentSeries:
    """A series that is booked on Tuesdays at 8:00 UTC, with one therapist who works until 11:00."""
    series: AppointmentSeries = SeriesFactory()
    practitioner = PractitionerFactory(treatments=[series.treatment])
    for week in range(count):
        day = DAY + timedelta(weeks=week)
        SlotFactory(practitioner=practitioner, starts_at=at(8, day=day), ends_at=at(11, day=day))
        AppointmentFactory(
            series=series,
            patient=series.patient,
            treatment=series.treatment,
            practitioner=practitioner,
            starts_at=at(8, day=day),
        )
    return series


def visits_of(series: AppointmentSeries) -> list[Appointment]:
    return list(series.appointments.order_by("starts_at"))
