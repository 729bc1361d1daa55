"""A model field for lengths of time, with the unit in which people type them."""

from datetime import timedelta
from typing import Any

from django.db import models
from django.utils.functional import lazy

from booking.text.formats import length_text

MINUTE, HOUR, DAY, WEEK = (
    timedelta(minutes=1),
    timedelta(hours=1),
    timedelta(days=1),
    timedelta(weeks=1),
)
lazy_length_text = lazy(length_text, str)


class LengthField(models.DurationField):
    """A duration that a form shows as a number of `unit`, or as its choices in words.

    booking/wagtail_hooks.py has the admin's forms use a LengthFormField for the number.

    Example: with `unit` an hour, a form shows timedelta(days=1) as 24.
    """

    def __init__(self, *args: Any, unit: timedelta = MINUTE, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit = unit

    def deconstruct(self) -> Any:
        """Leave the unit out of migrations: the database does not know it."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.DurationField", args, kwargs

    def formfield(self, **kwargs: Any) -> Any:
        """Make the form field; its choices are worded in the language that is active."""
        field: Any = super().formfield(**kwargs)
        if self.choices is not None:
            choices: Any = self.get_choices(include_blank=self.null)
            field.choices = [
                (value, lazy_length_text(value) if value else label) for value, label in choices
            ]
        return field
