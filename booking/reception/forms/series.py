"""A series on the phone: what the patient wishes, what was made of the plan, and for whom."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from booking.errors import BookingError, OutsideRules, TimeTaken
from booking.public.forms import SeriesForm
from booking.public.forms.prescription import PrescriptionField
from booking.public.forms.wish import LARGE
from booking.reception.forms.visit import CursorAtFault, PatientForm
from booking.scheduling.rules import Rules


class DeskSeriesForm(SeriesForm):
    """The wish in the desk's words. How many a patient may have coming, is asked at booking."""

    treatment = forms.ChoiceField(
        label=_("Treatment"),
        widget=forms.Select(attrs=LARGE),
        error_messages={"required": _("Choose a treatment")},
    )

    prescribed_on = PrescriptionField(label=_("Date of the prescription"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["treatment"].widget.attrs["autofocus"] = not self.is_bound
        treatments = self.fields["treatment"].choices
        self.fields["treatment"].choices = [("", _("Choose a treatment")), *treatments]

    def clean_count(self) -> int:
        count: int = self.cleaned_data["count"]
        return count

    @property
    def rules(self) -> Rules:
        return super().rules.at_desk()

    @property
    def wished(self) -> str:
        """The wish as a plan names it, to know whether it has changed since."""
        return urlencode(self.pairs)


class SeriesPatientForm(PatientForm, CursorAtFault):
    """Who it is for, and whether the desk means it."""

    overrule = forms.BooleanField(label=_("Book anyway, outside the rules"), required=False)

    def refuse(self, error: BookingError) -> None:
        """Where a tick can mend it at that tick."""
        told, name = str(error), "overrule" if isinstance(error, OutsideRules) else None
        if isinstance(error, TimeTaken):
            told = _("Nothing is booked yet: one was just taken. Below is what comes closest.")
        self.add_error(name, told)
        self.put_cursor(name)
