"""Fields that several forms share, and the crispy helper that renders fields only."""

from datetime import timedelta
from decimal import Decimal
from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.formats import number_format
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from booking.models.fields import MINUTE, LengthField


class FieldsOnly(FormHelper):
    """A crispy helper for fields only: the template writes the form tag and the CSRF token."""

    form_tag = False
    disable_csrf = True

    def __init__(self, *fields: Any) -> None:
        super().__init__()
        if fields:
            self.layout = Layout(*fields)


class DayField(forms.DateField):
    """A day, picked from a calendar or typed as people in Belgium write one."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    input_formats = ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"]
    default_error_messages: ClassVar = {
        "required": _("Choose a day."),
        "invalid": _("We cannot read this date. It looks like 24/11/2026."),
    }


class LengthFormField(forms.DecimalField):
    """A timedelta, shown and typed as a number of `unit` and rounded to whole minutes."""

    def __init__(self, *, unit: timedelta, **kwargs: Any) -> None:
        super().__init__(decimal_places=2, max_digits=8, **kwargs)
        self.unit = unit
        self.widget.attrs["step"] = "1" if unit == MINUTE else "any"
        for validator in self.validators:
            if isinstance(validator, (MinValueValidator, MaxValueValidator)):
                validator.message = with_comma(validator.message, validator.limit_value)

    def prepare_value(self, value: Any) -> Any:
        return number_of(self.unit, value) if isinstance(value, timedelta) else value

    def clean(self, value: Any) -> timedelta | None:
        number = super().clean(value)
        if number is None:
            return None
        return timedelta(minutes=round(float(number) * (self.unit / MINUTE)))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


def length_form_field(field: LengthField) -> dict[str, Any]:
    """Return the arguments of the form field for a length, with the model's limits in its unit.

    Empty for a length with choices, which a select shows.
    """
    if field.choices is not None:
        return {}
    arguments: dict[str, Any] = {"form_class": LengthFormField, "unit": field.unit}
    for validator in field.validators:
        if isinstance(validator, MinValueValidator):
            arguments["min_value"] = number_of(field.unit, validator.limit_value)
        elif isinstance(validator, MaxValueValidator):
            arguments["max_value"] = number_of(field.unit, validator.limit_value)
    return arguments


def number_of(unit: timedelta, length: timedelta) -> Decimal:
    """Return the length as a number of `unit`, written as short as possible: 2 and not 2.00."""
    number = Decimal(str(round(length / unit, 2))).normalize()
    return number.quantize(Decimal(1)) if number == number.to_integral() else number


def with_comma(message: Any, limit: Decimal) -> Any:
    """Django's sentence on a limit, which it would write with a point: "minstens 0,14"."""
    return lazy(lambda: str(message) % {"limit_value": number_format(limit)}, str)()
