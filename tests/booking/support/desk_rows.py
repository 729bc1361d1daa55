"""Rows that the desk changes in forms of their own: an example of each, and a change to it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.urls import reverse

from booking.models import BookingRules
from kinesite.models import PracticeSettings
from tests.factories.booking import (
    AbsenceFactory,
    ConventionStatusFactory,
    MailTextFactory,
    PatientFactory,
    PractitionerFactory,
    SlotFactory,
    TariffFactory,
    TreatmentFactory,
    WorkingHoursFactory,
)
from tests.factories.hours import InternalBlockFactory


@dataclass(frozen=True)
class DeskRow:
    """A kind of row: the change that a colleague types, how the news words it, and another one."""

    make: Callable[[], Any]
    typed: dict[str, Any]
    news: str
    mine: dict[str, Any]
    address: Callable[[Any], str] | None = None


def setting_url(row: Model) -> str:
    """Address of the form of a setting."""
    options = row._meta
    return reverse("wagtailsettings:edit", args=[options.app_label, options.model_name, row.pk])


DESK_ROWS: dict[str, DeskRow] = {
    "afwezigheden": DeskRow(
        AbsenceFactory,
        {"reason": "Bijscholing in Gent"},
        "Reden is nu Bijscholing in Gent",
        {"ends_at": "12/01/2027 14:00"},
    ),
    "interne_blokken": DeskRow(
        InternalBlockFactory,
        {"closes": "10:30"},
        "Eindigt op is nu dinsdag 12 januari 2027 om 10.30 u",
        {"opens": "09:35", "reason": "Overleg met Gent"},
    ),
    "beschikbaarheid": DeskRow(
        SlotFactory,
        {"ends_at": "12/01/2027 14:00"},
        "Eindigt op is nu dinsdag 12 januari 2027 om 14.00 u",
        {"starts_at": "12/01/2027 08:30"},
    ),
    "werkroosters": DeskRow(
        WorkingHoursFactory, {"closes": "11:15"}, "Tot is nu 11.15 u", {"opens": "08:15"}
    ),
    "tarieven": DeskRow(
        TariffFactory,
        {"total": "35,00", "refund": "23,75", "copay": "6,25", "supplement": "5,00"},
        "Totaal is nu € 35,00",
        {"valid_from": "02/02/2026"},
    ),
    "conventiestatussen": DeskRow(
        ConventionStatusFactory,
        {"status": "none"},
        "is nu Niet geconventioneerd",
        {"valid_from": "02/02/2026"},
    ),
    "behandelingen": DeskRow(
        TreatmentFactory,
        {"duration": "45"},
        "Duur (minuten) is nu 45",
        {"name": "Nek", "slug": "nek"},
    ),
    "kinesitherapeuten": DeskRow(
        PractitionerFactory, {"name": "An Peeters"}, "is nu An Peeters", {"bio": "Werkt hier."}
    ),
    "patienten": DeskRow(
        PatientFactory,
        {"phone": "0470 99 88 77"},
        "Telefoon is nu 0470 99 88 77",
        {"email": "ann@patient.example", "wants_reminders": []},
    ),
    "regels": DeskRow(
        lambda: BookingRules.load(),
        {"horizon": "9"},
        "(weken) is nu 9",
        {"most_coming_visits": "7"},
        setting_url,
    ),
    "praktijk": DeskRow(
        lambda: PracticeSettings.load(),
        {"city": "Brugge"},
        "is nu Brugge",
        {"street": "Steenweg 4"},
        setting_url,
    ),
    "mailteksten": DeskRow(
        MailTextFactory,
        {"opening": "Welkom"},
        "is nu Welkom",
        {"closing": "Tot dan"},
        lambda text: reverse("mailteksten:edit", args=[text.kind, text.language]),
    ),
}
# The rows that can be deleted.
DELETED_ROWS = [name for name, kind in DESK_ROWS.items() if kind.address is None]


def edit_url(name: str, row: Model) -> str:
    """Address of the form of a row of that kind."""
    own = DESK_ROWS[name].address
    return own(row) if own else reverse(f"{name}:edit", args=[row.pk])
