"""The date of a prescription, asked only to tell the last day to start with it."""

from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from booking.public.forms.fields import DayField
from booking.scheduling.clock import PLAUSIBLE_YEARS
from booking.scheduling.prescription import Prescription


class PrescriptionField(DayField):
    """The day of the prescription, not in the future. Its form sets `today`."""

    today: date

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is None:
            return
        if value > self.today:
            raise ValidationError(_("This date has yet to come. Look at the prescription again."))
        if value.year not in PLAUSIBLE_YEARS:
            raise ValidationError(_("This date is very long ago. Look at the prescription again."))


class PrescriptionForm(forms.Form):
    """The date of the prescription. A date that is too old warns, and stops nobody."""

    voorschrift = PrescriptionField(label=_("Date of your prescription"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(PrescriptionField, self.fields["voorschrift"])
        self.today = field.today = today
        # The template renders this field without crispy, which would add the class.
        field.widget.attrs["class"] = "form-control"

    @property
    def prescription(self) -> Prescription:
        """The prescription; without a date if none was given or it cannot be right."""
        return Prescription(self.cleaned_data.get("voorschrift") if self.is_valid() else None)

    @property
    def is_over(self) -> bool:
        """True if it is too late to start with this prescription."""
        return self.prescription.is_late(self.today)
