"""A series as the desk books it: on Tuesdays, with one therapist."""

from datetime import date, timedelta

from booking.models import Practitioner, Treatment
from booking.models.patient import ContactDetails, Identity
from booking.scheduling.openings import Opening
from booking.services.series.book_series_at_desk import DeskSeries, book_series_at_desk
from tests.factories.booking import DAY, NOW, at

MIA = ContactDetails("Mia Voorbeeld", "mia@patient.example", "+32470123456", "fr", "Bert Voorbeeld")
JOS = ContactDetails("Jos Voorbeeld", "", "+32470654321")
TUESDAYS = [DAY + timedelta(weeks=n) for n in range(5)]


def openings(practitioner: Practitioner, days: list[date] | None = None) -> list[Opening]:
    """Openings of half an hour at 9:00 UTC, on the first three Tuesdays unless days are given."""
    return [
        Opening(start := at(9, day=day), start + timedelta(minutes=30), practitioner.pk)
        for day in (TUESDAYS[:3] if days is None else days)
    ]


def build_appointment(
    practitioner: Practitioner,
    visits: list[Opening] | None = None,
    details: ContactDetails = MIA,
    *,
    overrule: bool = False,
) -> DeskSeries:
    """Book a series through the desk for the only treatment there is."""
    return book_series_at_desk(
        treatment=Treatment.objects.earliest("pk"),
        visits=openings(practitioner) if visits is None else visits,
        details=details,
        identity=Identity(),
        overrule=overrule,
        now=NOW,
    )
