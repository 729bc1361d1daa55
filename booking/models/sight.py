"""The therapists whose patients somebody sees on the screens of the practice."""

from dataclasses import dataclass

from django.db.models import Q


@dataclass(frozen=True, slots=True)
class Sight:
    """Everybody's patients or, unless `of_everybody`, those of one therapist.

    Without `practitioner` it is nobody's: the login belongs to no therapist.
    """

    of_everybody: bool
    practitioner: int | None = None

    def sees(self, practitioner: int) -> bool:
        """Tell whether it has the patients of that therapist."""
        return self.of_everybody or self.practitioner == practitioner

    def within(self, field: str) -> Q:
        """The condition that `field` refers to a therapist whose patients are seen.

        Example: `slots.filter(sight.within("practitioner"))`.
        """
        if self.of_everybody:
            return Q()
        # Not a comparison with None, which rows without a therapist would pass.
        return Q(**{f"{field}__in": [] if self.practitioner is None else [self.practitioner]})


EVERYBODY = Sight(of_everybody=True)
