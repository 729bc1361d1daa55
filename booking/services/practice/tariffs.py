"""What a visit costs, for whoever chooses: the law has it shown before, and never computed."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from booking.choices import Convention
from booking.models import Appointment, Practitioner, Tariff, Treatment
from booking.scheduling.clock import clinic_date
from booking.scheduling.openings import Opening


@dataclass(frozen=True, slots=True)
class Cost:
    """`tariff` is None where the practice typed none for such a therapist."""

    convention: Convention
    tariff: Tariff | None


@dataclass(frozen=True, slots=True)
class DayCosts:
    """What each visit costs on one day: therapists with whom it costs the same."""

    day: date
    shared: list[tuple[list[Practitioner], Cost]]


@dataclass(frozen=True, slots=True)
class TreatmentTariffs:
    treatment: Treatment
    tariffs: list[Tariff]


@dataclass(frozen=True, slots=True)
class TariffList:
    """`therapists` with their status on the day; None where the practice told none."""

    treatments: list[TreatmentTariffs]
    therapists: list[tuple[Practitioner, Convention | None]]


def costs_of(
    treatment: Treatment, practitioners: Iterable[Practitioner], *, day: date
) -> dict[int, Cost]:
    """What the treatment costs on that day with each, by practitioner id; in one query.

    `practitioners` as with_convention(day) gives them. Those whose status is not known are left
    out.
    """
    tariffs = {one.convention: one for one in Tariff.objects.on(day).filter(treatment=treatment)}
    return {
        person.pk: Cost(Convention(person.convention), tariffs.get(person.convention))
        for person in practitioners
        if person.convention
    }


def cost_of(visit: Appointment) -> Cost | None:
    """None where the status of the therapist is not known. In two queries."""
    alone = Practitioner.objects.filter(pk=visit.practitioner_id).with_convention(visit.day)
    return costs_of(visit.treatment, alone, day=visit.day).get(visit.practitioner_id)


def costs_of_series(
    treatment: Treatment,
    visits: Iterable[Appointment | Opening],
    *,
    standing_in: Iterable[Opening] = (),
) -> list[DayCosts]:
    """On the day of the first visit, and on that of the last where it costs something else by then.

    With everybody who gives a visit or may stand in, as far as the status is known. In four
    queries; nothing is added up.
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
    """What the website shows, in three queries: only tariffs that somebody here charges."""
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
