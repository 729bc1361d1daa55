"""Lengths of time as people type them: so many minutes, hours or weeks."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.functional import lazy

from booking.wording import length_text

MINUTE, HOUR, DAY, WEEK = (
    timedelta(minutes=1),
    timedelta(hours=1),
    timedelta(days=1),
    timedelta(weeks=1),
)
lazy_length_text = lazy(length_text, str)


class LengthFormField(forms.DecimalField):
    """A timedelta, shown and typed as a number of `unit`; rounded to whole minutes."""

    def __init__(self, *, unit: timedelta, **kwargs: Any) -> None:
        super().__init__(decimal_places=2, max_digits=8, **kwargs)
        self.unit = unit
        self.widget.attrs["step"] = "1" if unit == MINUTE else "any"

    def prepare_value(self, value: Any) -> Any:
        return number_of(self.unit, value) if isinstance(value, timedelta) else value

    def clean(self, value: Any) -> timedelta | None:
        number = super().clean(value)
        if number is None:
            return None
        return timedelta(minutes=round(float(number) * (self.unit / MINUTE)))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class LengthField(models.DurationField):
    """A duration whose form asks for a number of `unit`, or for one of its choices in words."""

    def __init__(self, *args: Any, unit: timedelta = MINUTE, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit = unit

    def deconstruct(self) -> Any:
        """The database knows no unit."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.DurationField", args, kwargs

    def formfield(self, **kwargs: Any) -> Any:
        if self.choices is None:
            limits = self._limits()
            return super().formfield(form_class=LengthFormField, unit=self.unit, **limits | kwargs)
        field: Any = super().formfield(**kwargs)
        choices: Any = self.get_choices(include_blank=self.null)
        field.choices = [
            (value, lazy_length_text(value) if value else label) for value, label in choices
        ]
        return field

    def _limits(self) -> dict[str, Any]:
        """The model's own, in the unit: their messages speak of what is typed."""
        limits = {}
        for validator in self.validators:
            if isinstance(validator, MinValueValidator):
                limits["min_value"] = number_of(self.unit, validator.limit_value)
            elif isinstance(validator, MaxValueValidator):
                limits["max_value"] = number_of(self.unit, validator.limit_value)
        return limits


def number_of(unit: timedelta, length: timedelta) -> Decimal:
    """As short as it can be written: 2 and not 2.00."""
    number = Decimal(str(round(length / unit, 2))).normalize()
    return number.quantize(Decimal(1)) if number == number.to_integral() else number
