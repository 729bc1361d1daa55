"""The base of models with a start and an end.

The database makes a half-open range of the two columns, with which constraints keep rows apart.
"""

from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import (
    BigIntegerRangeField,
    DateTimeRangeField,
    RangeOperators,
)
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from booking.scheduling.clock import PLAUSIBLE_YEARS
from booking.scheduling.spans import Span

# No slot and no appointment is longer, so that look-ups by start time reach back a day at most.
LONGEST_PERIOD = timedelta(days=1)
LONGER_THAN_A_DAY = _("That is longer than a day.")

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def is_finite(field: str) -> Q:
    """The condition that a time is not one of PostgreSQL's infinities."""
    return Q(Func(field, function="isfinite", output_field=models.BooleanField()))


def not_too_long(name: str, unless: Q | None = None) -> models.CheckConstraint:
    """A constraint that no row is longer than LONGEST_PERIOD, but for those that `unless` holds."""
    short = Q(ends_at__lte=F("starts_at") + LONGEST_PERIOD)
    return models.CheckConstraint(
        condition=unless | short if unless else short,
        name=name,
        violation_error_message=LONGER_THAN_A_DAY,
    )


def no_overlap(
    name: str,
    message: "StrOrPromise",
    condition: Q | None = None,
    deferrable: models.Deferrable | None = None,
) -> ExclusionConstraint:
    """A constraint that keeps the periods of one practitioner apart.

    One that is `deferrable` can wait for the last of several rows that change places.
    """
    # The practitioner goes in as a range of one id: `=` in a GiST index needs an extension.
    practitioner = Func(
        F("practitioner"),
        F("practitioner"),
        Value("[]"),
        function="int8range",
        output_field=BigIntegerRangeField(),
    )
    return ExclusionConstraint(
        name=name,
        expressions=[
            (practitioner, RangeOperators.OVERLAPS),
            ("period", RangeOperators.OVERLAPS),
        ],
        condition=condition,
        deferrable=deferrable,
        violation_error_code="overlap",
        violation_error_message=message,
    )


def overlapping(window: Span) -> Q:
    """The condition that a slot or an appointment is at least partly in the window."""
    # The first line is for the index by start time: no row is longer than LONGEST_PERIOD.
    return Q(
        starts_at__gt=window.starts_at - LONGEST_PERIOD,
        starts_at__lt=window.ends_at,
        ends_at__gt=window.starts_at,
    )


class PeriodQuerySet(models.QuerySet[Any]):
    def during(self, window: Span) -> Self:
        return self.filter(overlapping(window))


class PeriodModel(models.Model):
    """A row with a start and an end; `period` is the range between them."""

    starts_at = models.DateTimeField(_("starts at"))
    ends_at = models.DateTimeField(_("ends at"))
    period = models.GeneratedField(
        expression=Func("starts_at", "ends_at", function="tstzrange"),
        output_field=DateTimeRangeField(),
        db_persist=True,
        editable=False,
    )

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(starts_at__lt=F("ends_at"))
                & is_finite("starts_at")
                & is_finite("ends_at"),
                name="%(class)s_ends_after_it_starts",
                violation_error_message=_("The end must come after the start."),
            )
        ]

    @property
    def span(self) -> Span:
        return Span(self.starts_at, self.ends_at)

    @property
    def length(self) -> timedelta:
        return self.ends_at - self.starts_at

    def clean(self) -> None:
        # Django checks the constraints later, with queries that fail on an inverted period:
        # PostgreSQL cannot build its range.
        super().clean()
        for field in ("starts_at", "ends_at"):
            instant = getattr(self, field)
            if instant and instant.year not in PLAUSIBLE_YEARS:
                raise ValidationError({field: _("Check the year.")})
            if instant:  # in UTC, as PostgreSQL refuses offsets of sixteen hours or more
                setattr(self, field, instant.astimezone(UTC))
        if self.starts_at and self.ends_at and self.starts_at >= self.ends_at:
            raise ValidationError({"ends_at": _("The end must come after the start.")})
