from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from booking.models.absence import Absence, AbsenceKind, AbsenceQuerySet
from booking.models.period import LONGER_THAN_A_DAY, LONGEST_PERIOD


class InternalBlockManager(models.Manager.from_queryset(AbsenceQuerySet)):  # type: ignore[misc]
    def get_queryset(self) -> AbsenceQuerySet:
        rows: AbsenceQuerySet = super().get_queryset()
        return rows.filter(kind=AbsenceKind.INTERNAL)


class InternalBlock(Absence):
    """Time in which a therapist is there and cannot be booked: a meeting, a pause, paperwork.

    It takes its time from booking as an absence does, in the same rows. It is always of one
    therapist, at most a day long, and in no list of absences.
    """

    objects: ClassVar[Any] = InternalBlockManager()

    class Meta:
        proxy = True
        verbose_name = _("internal block")
        verbose_name_plural = _("internal blocks")
        ordering = ["-starts_at", "practitioner_id"]
        # Whoever may enter absences may enter these.
        default_permissions = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if not args:  # else Django fills in a row of the database
            kwargs.setdefault("kind", AbsenceKind.INTERNAL)
        super().__init__(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        if self.starts_at and self.ends_at and self.length > LONGEST_PERIOD:
            raise ValidationError({"ends_at": LONGER_THAN_A_DAY})
