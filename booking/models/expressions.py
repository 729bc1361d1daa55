"""Range functions of PostgreSQL as expressions of Django's ORM.

Together they find free time in the database: the union of a practitioner's slots, less the union of
absences, less the union of appointments.
"""

from datetime import timedelta
from typing import Any

from django.contrib.postgres.fields import ArrayField, DateTimeRangeField
from django.db import models
from django.db.models import F, Func, Subquery, Value


class DateTimeMultiRangeField(models.Field):
    """The type of a set of time ranges, for the result of an expression."""

    def db_type(self, connection: Any) -> str:  # noqa: ARG002  Django's signature
        return "tstzmultirange"


class RangeUnion(Subquery):
    """The union of the ranges that a query of one column gives; empty if it has no rows."""

    template = (
        "coalesce((SELECT range_agg(rows.period) FROM (%(subquery)s) AS rows (period)), '{}')"
    )
    output_field = DateTimeMultiRangeField()

    def __init__(self, queryset: models.QuerySet[Any]) -> None:
        super().__init__(queryset.order_by())


class RangeDifference(Func):
    """The first set of ranges, less all the others."""

    arg_joiner = " - "
    template = "(%(expressions)s)"
    output_field = DateTimeMultiRangeField()


class RangeBounds(Func):
    """The bounds of a set of ranges as one list: start, end, start, end, ... in order.

    They are whole numbers of microseconds since 1970, in one row, for speed: as instants, 1,900
    ranges take Django three times as long to read as they take PostgreSQL to find.
    """

    template = (
        "ARRAY(SELECT unnest(ARRAY[extract(epoch FROM lower(one)) * 1000000,"
        " extract(epoch FROM upper(one)) * 1000000]::bigint[])"
        " FROM unnest(%(expressions)s) AS one)"
    )
    output_field = ArrayField(models.BigIntegerField())


def widened(*, before: timedelta) -> Func:
    """The range of an appointment's time, with `before` ahead of it and its turnaround after it."""
    return Func(
        F("starts_at") - Value(before),
        F("ends_at") + F("turnaround"),
        function="tstzrange",
        output_field=DateTimeRangeField(),
    )
