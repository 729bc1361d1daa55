"""What a visit costs, for whoever chooses: the law has it shown before, and never computed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from booking.choices import Convention
from booking.models import ConventionStatus, Practitioner, Tariff, Treatment


@dataclass(frozen=True, slots=True)
class Cost:
    """`tariff` is None where the practice typed none for such a therapist."""

    convention: Convention
    tariff: Tariff | None


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
    treatment: Treatment, practitioners: Sequence[Practitioner], *, day: date
) -> dict[int, Cost]:
    """What the treatment costs on that day with each, by practitioner id; in two queries.

    Those whose status is not known are left out.
    """
    statuses = _statuses([person.pk for person in practitioners], day)
    tariffs = {one.convention: one for one in Tariff.objects.on(day).filter(treatment=treatment)}
    return {pk: Cost(status, tariffs.get(status)) for pk, status in statuses.items()}


def tariff_list(*, day: date) -> TariffList:
    """What the website shows, in four queries: only tariffs that somebody here charges."""
    people = list(Practitioner.objects.active())
    statuses = _statuses([person.pk for person in people], day)
    by_treatment: dict[int, list[Tariff]] = {}
    for tariff in Tariff.objects.on(day).filter(convention__in=set(statuses.values())):
        by_treatment.setdefault(tariff.treatment_id, []).append(tariff)
    treatments = Treatment.objects.filter(pk__in=by_treatment)
    return TariffList(
        [TreatmentTariffs(treatment, by_treatment[treatment.pk]) for treatment in treatments],
        [(person, statuses.get(person.pk)) for person in people],
    )


def _statuses(practitioner_ids: Sequence[int], day: date) -> dict[int, Convention]:
    rows = ConventionStatus.objects.on(day).filter(practitioner__in=practitioner_ids)
    return {row.practitioner_id: Convention(row.status) for row in rows}
