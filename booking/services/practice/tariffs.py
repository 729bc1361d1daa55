"""Prices of appointments, as Belgian law wants them shown before a patient books.

They are read as the practice typed them and never computed.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from booking.choices import Convention
from booking.models import Appointment, Practitioner, Tariff, Treatment
from booking.scheduling.clock import clinic_date
from booking.scheduling.openings import Opening


@dataclass(frozen=True, slots=True)
class Cost:
    """The price of a treatment with therapists of one convention status.

    `tariff` is None if the practice typed none for that status.
    """

    convention: Convention
    tariff: Tariff | None


@dataclass(frozen=True, slots=True)
class DayCosts:
    """Prices of one day: groups of therapists with whom an appointment costs the same."""

    day: date
    shared: list[tuple[list[Practitioner], Cost]]


@dataclass(frozen=True, slots=True)
class TreatmentTariffs:
    """The tariffs of one treatment, one for each convention status."""

    treatment: Treatment
    tariffs: list[Tariff]


@dataclass(frozen=True, slots=True)
class TariffList:
    """The practice's price list, and the therapists with their convention status.

    A status is None if the practice stored none.
    """

    treatments: list[TreatmentTariffs]
    therapists: list[tuple[Practitioner, Convention | None]]


def costs_of(
    treatment: Treatment, practitioners: Iterable[Practitioner], *, day: date
) -> dict[int, Cost]:
    """Prices of the treatment on that day, by practitioner id; one query.

    Read `practitioners` with with_convention(day). Those whose status is unknown are left out.
    """
    tariffs = {one.convention: one for one in Tariff.objects.on(day).filter(treatment=treatment)}
    return {
        person.pk: Cost(Convention(person.convention), tariffs.get(person.convention))
        for person in practitioners
        if person.convention
    }


def cost_of(visit: Appointment) -> Cost | None:
    """The price of an appointment; None if the therapist's status is unknown. Two queries."""
    alone = Practitioner.objects.filter(pk=visit.practitioner_id).with_convention(visit.day)
    return costs_of(visit.treatment, alone, day=visit.day).get(visit.practitioner_id)


def costs_of_series(
    treatment: Treatment,
    visits: Iterable[Appointment | Opening],
    *,
    standing_in: Iterable[Opening] = (),
) -> list[DayCosts]:
    """Prices of one appointment of a series, on its first day and, if they differ, on its last.

    They are those of all practitioners who give an appointment or may stand in, as far as their
    status is known. Nothing is added up. Four queries.
    """
    given = list(visits)
    if not given:
        return []
    giving = {visit.practitioner_id for visit in (*given, *standing_in)}
    days = sorted(clinic_date(visit.starts_at) for visit in given)
    first, last = (_costs_on(day, treatment, giving) for day in (days[0], days[-1]))
    told = [first] if first.shared == last.shared else [first, last]
    return [costs for costs in told if costs.shared]


def _costs_on(day: date, treatment: Treatment, giving: Collection[int]) -> DayCosts:
    people = list(Practitioner.objects.filter(pk__in=giving).with_convention(day))
    costs = costs_of(treatment, people, day=day)
    shared: dict[Cost, list[Practitioner]] = {}
    for person in people:
        if person.pk in costs:
            shared.setdefault(costs[person.pk], []).append(person)
    return DayCosts(day, [(together, cost) for cost, together in shared.items()])


def tariff_list(*, day: date) -> TariffList:
    """The price list of the website, with tariffs that a therapist here charges; three queries."""
    people = list(Practitioner.objects.active().with_convention(day))
    charged = {person.convention for person in people if person.convention}
    by_treatment: dict[int, list[Tariff]] = {}
    for tariff in Tariff.objects.on(day).filter(convention__in=charged):
        by_treatment.setdefault(tariff.treatment_id, []).append(tariff)
    treatments = Treatment.objects.filter(pk__in=by_treatment)
    return TariffList(
        [TreatmentTariffs(treatment, by_treatment[treatment.pk]) for treatment in treatments],
        [(one, Convention(one.convention) if one.convention else None) for one in people],
    )
