from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from booking.models import Practitioner, Treatment


@dataclass(frozen=True, slots=True)
class Bookable:
    """What patients can book online, read once: who gives which treatment."""

    treatments: Sequence[Treatment]
    practitioners: Sequence[Practitioner]

    def treatment(self, slug: str) -> Treatment | None:
        return next((item for item in self.treatments if item.slug == slug), None)

    def practitioner(self, slug: str) -> Practitioner | None:
        return next((person for person in self.practitioners if person.slug == slug), None)

    def giving(self, treatment: Treatment) -> list[Practitioner]:
        """Who gives it, in the practice's order."""
        return [person for person in self.practitioners if treatment in person.treatments.all()]


def bookable_online(*, today: date) -> Bookable:
    """In two queries, however much there is. What nobody gives is not in it.

    The practitioners have the convention status that holds today.
    """
    people = Practitioner.objects.online().with_convention(today)
    practitioners = list(people.prefetch_related("treatments"))
    given = {item for person in practitioners for item in person.treatments.all()}
    treatments = [item for item in given if item.is_online]
    treatments.sort(key=lambda item: (item.sort_order, item.name))
    return Bookable(treatments=treatments, practitioners=practitioners)
