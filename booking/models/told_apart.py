from collections.abc import Iterable
from typing import Self

from django.db import models
from django.db.models import F, Q

from booking.models.patient import Patient


class ToldApartQuerySet(models.QuerySet["ToldApart"]):
    def of(self, *people: int) -> Self:
        """Pairs in which one of the patients with these ids is."""
        return self.filter(Q(one__in=people) | Q(other__in=people))

    def note(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Note pairs of ids, in whichever order; what was noted before stays."""
        rows = {(min(pair), max(pair)) for pair in pairs}
        self.bulk_create(
            (self.model(one_id=one, other_id=other) for one, other in sorted(rows)),
            ignore_conflicts=True,
        )

    def others_of(self, pk: int) -> list[int]:
        """Ids of the patients who are not the one with this id; one query."""
        pairs = self.of(pk).values_list("one", "other")
        return [other if one == pk else one for one, other in pairs]


class ToldApart(models.Model):
    """Two patients of whom the desk said that they are two people, so that nobody asks again."""

    one = models.ForeignKey(
        Patient,
        on_delete=models.CASCADE,
        related_name="+",
        help_text="The patient of the lower id, so that a pair has one row.",
    )
    other = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="+")

    objects = ToldApartQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="two_are_told_apart_once"),
            models.CheckConstraint(
                condition=Q(one__lt=F("other")), name="who_is_told_apart_is_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} {self.other_id}"
