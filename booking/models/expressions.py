"""Interval algebra of PostgreSQL, as expressions of the ORM."""

from datetime import timedelta
from typing import Any

from django.contrib.postgres.fields import ArrayField, DateTimeRangeField
from django.db import models
from django.db.models import F, Func, Subquery, Value


class DateTimeMultiRangeField(models.Field):
    def db_type(self, connection: Any) -> str:  # noqa: ARG002  Django's signature
        return "tstzmultirange"


class RangeUnion(Subquery):
    """The union of the ranges that a query of one column gives; empty for no rows."""

    template = (
        "coalesce((SELECT range_agg(rows.period) FROM (%(subquery)s) AS rows (period)), '{}')"
    )
    output_field = DateTimeMultiRangeField()

    def __init__(self, queryset: models.QuerySet[Any]) -> None:
        super().__init__(queryset.order_by())


class RangeDifference(Func):
    """The first multirange, less all the others."""

    arg_joiner = " - "
    template = "(%(expressions)s)"
    output_field = DateTimeMultiRangeField()


class RangeBounds(Func):
    """Start, end, start, end, ... of the ranges in it, in order, in microseconds since 1970.

    Whole numbers, and one row for them all: instants of 1,900 ranges take Django three times as
    long to read as PostgreSQL to find.
    """

    template = (
        "ARRAY(SELECT unnest(ARRAY[extract(epoch FROM lower(one)) * 1000000,"
        " extract(epoch FROM upper(one)) * 1000000]::bigint[])"
        " FROM unnest(%(expressions)s) AS one)"
    )
    output_field = ArrayField(models.BigIntegerField())


def widened(*, before: timedelta) -> Func:
    """An appointment's time with `before` it and its own turnaround after it."""
    return Func(
        F("starts_at") - Value(before),
        F("ends_at") + F("turnaround"),
        function="tstzrange",
        output_field=DateTimeRangeField(),
    )
