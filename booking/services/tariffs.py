"""What a visit costs, for whoever chooses: the law has it shown before, and never computed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from booking.choices import Convention
from booking.models import Appointment, Practitioner, Tariff, Treatment


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
