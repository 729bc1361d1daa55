"""When was it prescribed? Only to say when to start."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from booking.public.forms.fields import DayField
from booking.scheduling.clock import PLAUSIBLE_YEARS
from booking.scheduling.prescription import Prescription


class PrescriptionField(DayField):
    """When it was prescribed. Its form tells it what is `today`."""

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
    """The date of the prescription, for who wants to know when to start. It stops nobody."""

    voorschrift = PrescriptionField(label=_("Date of your prescription"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = self.fields["voorschrift"].today = today
        # Its page writes it without crispy.
        self.fields["voorschrift"].widget.attrs["class"] = "form-control"

    @property
    def prescription(self) -> Prescription:
        return Prescription(self.cleaned_data.get("voorschrift") if self.is_valid() else None)

    @property
    def is_over(self) -> bool:
        """Nobody can start in time any more."""
        return self.prescription.is_late(self.today)
