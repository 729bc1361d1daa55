"""When was it prescribed? Only to say when to start."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from booking.availability import PLAUSIBLE_YEARS
from booking.forms.fields import DayField
from booking.prescription import last_day_to_start


class PrescriptionForm(forms.Form):
    """The date of the prescription, for who wants to know when to start. It stops nobody."""

    voorschrift = DayField(label=_("Date of your prescription"), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        # Its page writes it without crispy.
        self.fields["voorschrift"].widget.attrs["class"] = "form-control"

    def clean_voorschrift(self) -> date | None:
        day = self.cleaned_data["voorschrift"]
        if day is None:
            return None
        if day > self.today:
            raise ValidationError(_("This date has yet to come. Look at the prescription again."))
        if day.year not in PLAUSIBLE_YEARS:
            raise ValidationError(_("This date is very long ago. Look at the prescription again."))
        return day

    @property
    def prescribed_on(self) -> date | None:
        return self.cleaned_data.get("voorschrift") if self.is_valid() else None

    @property
    def is_over(self) -> bool:
        """Nobody can start in time any more."""
        return bool(self.prescribed_on) and last_day_to_start(self.prescribed_on) < self.today
