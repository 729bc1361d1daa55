"""Forms to plan a series on the phone: what the patient wishes, and who the patient is."""

from typing import Any, cast
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from booking.errors import BookingError, OutsideRules, TimeTaken
from booking.models import Treatment
from booking.public.forms import SeriesForm
from booking.public.forms.prescription import PrescriptionField
from booking.public.forms.wish import LARGE
from booking.reception.forms.cursor import CursorAtError
from booking.reception.forms.patient import PatientForm
from booking.reception.forms.reason import ReasonField
from booking.scheduling.rules import Rules
from booking.text.refusals import told_to_desk

HOW_MANY = _("Fill in how many appointments there are to be.")
NOT_ONLINE = _("The website books nobody with this therapist. Choose somebody else.")


class DeskSeriesForm(SeriesForm):
    """Wish for a series, in the words of the desk.

    How many appointments a patient may have coming is checked when the series is booked: the desk
    may overrule it.
    """

    treatment = forms.ChoiceField(
        label=_("Treatment"),
        widget=forms.Select(attrs=LARGE),
        error_messages={
            "required": _("Choose a treatment"),
            "invalid_choice": _("The website does not book this treatment. Choose another one."),
        },
    )

    prescribed_on = PrescriptionField(label=_("Date of the prescription"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["count"].error_messages |= {"required": HOW_MANY, "invalid": HOW_MANY}
        self.fields["practitioner"].error_messages["invalid_choice"] = NOT_ONLINE
        treatment = cast(forms.ChoiceField, self.fields["treatment"])
        treatment.widget.attrs["autofocus"] = not self.is_bound
        treatment.choices = [("", _("Choose a treatment")), *treatment.widget.choices]

    def name_of(self, treatment: Treatment) -> str:
        return treatment.name_at_desk

    def clean_count(self) -> int:
        count: int = self.cleaned_data["count"]
        return count

    @property
    def rules(self) -> Rules:
        """Rules of the treatment, as far as they bind the desk."""
        return super().rules.at_desk()

    @property
    def fingerprint(self) -> str:
        """The wish as one text, to see whether it changed since the plan on the screen was made."""
        return urlencode([(name, value) for name, value in self.pairs if value])


class SeriesPatientForm(PatientForm, CursorAtError):
    """Patient of a series, with the reason to overrule the limits of a patient."""

    overrule = ReasonField()

    def refuse(self, error: BookingError) -> None:
        """Show the error at the reason when giving one would help, or else above the form."""
        name = "overrule" if isinstance(error, OutsideRules) else None
        taken = _("Nothing is booked yet: one was just taken. Below is what comes closest.")
        self.add_error(name, taken if isinstance(error, TimeTaken) else told_to_desk(error))
        self.put_cursor(name)
