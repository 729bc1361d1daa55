from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from booking.models import Practitioner, Treatment


@dataclass(frozen=True, slots=True)
class Bookable:
    """Treatments that patients can book online, and the practitioners who give them."""

    treatments: Sequence[Treatment]
    practitioners: Sequence[Practitioner]

    def treatment(self, slug: str) -> Treatment | None:
        return next((item for item in self.treatments if item.slug == slug), None)

    def practitioner(self, slug: str) -> Practitioner | None:
        return next((person for person in self.practitioners if person.slug == slug), None)

    def giving(self, treatment: Treatment) -> list[Practitioner]:
        """Practitioners who give the treatment, in the practice's order."""
        return [person for person in self.practitioners if treatment in person.treatments.all()]

    def has_another(self, treatment: Treatment, chosen: Practitioner | None) -> bool:
        """Tell whether somebody else than the chosen one, or the only one, gives the treatment."""
        giving = self.giving(treatment)
        return any(person != chosen for person in giving) if chosen else len(giving) > 1


def bookable_online(*, today: date) -> Bookable:
    """Read what patients can book online today, in two queries.

    A treatment that nobody gives is left out. Practitioners are annotated with `convention`, their
    status today.
    """
    people = Practitioner.objects.online().with_convention(today)
    practitioners = list(people.prefetch_related("treatments"))
    given = {item for person in practitioners for item in person.treatments.all()}
    treatments = [item for item in given if item.is_online]
    treatments.sort(key=lambda item: (item.sort_order, item.name))
    return Bookable(treatments=treatments, practitioners=practitioners)
