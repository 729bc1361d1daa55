"""Interval algebra of PostgreSQL, as expressions of the ORM."""

from datetime import timedelta
from typing import Any

from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.db.models import Aggregate, Expression, F, Func, Value


class DateTimeMultiRangeField(models.Field):
    def db_type(self, connection: Any) -> str:  # noqa: ARG002  Django's signature
        return "tstzmultirange"


class RangeAgg(Aggregate):
    """The union of ranges; NULL for no rows."""

    function = "range_agg"
    output_field = DateTimeMultiRangeField()


class Unnest(Func):
    function = "unnest"
    set_returning = True
    output_field = DateTimeRangeField()


class Minus(Func):
    arg_joiner = " - "
    template = "(%(expressions)s)"
    output_field = DateTimeMultiRangeField()


def nothing() -> Expression:
    """The empty multirange."""
    return Func(template="'{}'::tstzmultirange", output_field=DateTimeMultiRangeField())


def widened(*, before: timedelta) -> Func:
    """An appointment's time with `before` it and its own turnaround after it."""
    return Func(
        F("starts_at") - Value(before),
        F("ends_at") + F("turnaround"),
        function="tstzrange",
        output_field=DateTimeRangeField(),
    )
