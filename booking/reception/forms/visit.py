"""Forms of the desk: quick to type, and free to overrule what the website may not."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms.utils import from_current_timezone
from django.utils.translation import gettext_lazy as _
from phonenumber_field.formfields import PhoneNumberField

from booking.errors import BookingError, OutsideRules, TimeTaken
from booking.models import Appointment, Patient, Practitioner, Treatment
from booking.models.patient import ContactDetails
from booking.public.forms import NameField
from booking.scheduling.clock import CLINIC_TZ, PLAUSIBLE_YEARS
from booking.text.formats import phone_text

TAKEN = _(
    "That time is not free: another appointment stands in it, or somebody is booking it online."
    " Choose another hour."
)


class CursorAtFault(forms.Form):
    """What was refused is where the cursor comes."""

    def is_valid(self) -> bool:
        valid = super().is_valid()
        if self.is_bound and not valid:
            self.put_cursor(next((name for name in self.fields if name in self.errors), None))
        return valid

    def put_cursor(self, name: str | None) -> None:
        for field in self.fields:
            self.fields[field].widget.attrs["autofocus"] = field == name


class WhenForm(CursorAtFault):
    """With whom and when, and whether the desk means it."""

    practitioner = forms.ModelChoiceField(
        Practitioner.objects.active(),
        label=_("Therapist"),
        empty_label=_("Choose a therapist"),
    )
    day = forms.DateField(
        label=_("Day"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    time = forms.TimeField(
        label=_("Hour"), widget=forms.TimeInput({"type": "time", "step": "300"}, format="%H:%M")
    )
    overrule = forms.BooleanField(label=_("Book anyway, outside the rules"), required=False)

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day.year not in PLAUSIBLE_YEARS:
            raise ValidationError(_("Check the year."))
        return day

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        if data.get("day") and data.get("time"):
            try:
                data["starts_at"] = from_current_timezone(
                    datetime.combine(data["day"], data["time"])
                )
            except ValidationError:
                self.add_error(
                    "time", _("That hour is missing or comes twice: the clock changes then.")
                )
        return data

    def refuse(self, error: BookingError) -> None:
        """Put a rule's no at the field that can mend it, and the cursor there."""
        name = {TimeTaken: "time", OutsideRules: "overrule"}.get(type(error))
        self.add_error(name, TAKEN if isinstance(error, TimeTaken) else str(error))
        self.put_cursor(name)


class MoveForm(WhenForm):
    """Of a visit: where it stands now is filled in."""

    overrule = forms.BooleanField(label=_("Move anyway, outside the rules"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.put_cursor("day")

    @staticmethod
    def initial_of(visit: Appointment) -> dict[str, Any]:
        start = visit.starts_at.astimezone(CLINIC_TZ)
        return {"practitioner": visit.practitioner_id, "day": start.date(), "time": start.time()}


class PatientForm(forms.Form):
    """Who it is for, and how to reach them."""

    name = NameField(
        label=_("Name"),
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    phone = PhoneNumberField(
        label=_("Phone"),
        region="BE",
        required=False,
        widget=forms.TextInput({"type": "tel", "autocomplete": "off"}),
        error_messages={
            "invalid": _("This phone number is not right. It looks like 0470 12 34 56.")
        },
    )
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        required=False,
        widget=forms.EmailInput({"autocomplete": "off"}),
        help_text=_("With an address the patient gets a confirmation, five minutes from now."),
    )
    contact_name = NameField(
        label=_("Who arranges it, if somebody else"),
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
        help_text=_("For a child or relative: whom we write to and call."),
    )
    language = forms.ChoiceField(
        label=_("Language of the mails"),
        choices=[("", _("As before")), *settings.LANGUAGES],
        required=False,
        help_text=_("Somebody new gets them in Dutch, if you choose nothing."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        mistyped = "phone" in self.errors or "email" in self.errors
        if not data.get("phone") and not data.get("email") and not mistyped:
            self.add_error("phone", _("Fill in a phone number or an e-mail address."))
        return data

    @staticmethod
    def initial_for(patient: Patient) -> dict[str, Any]:
        """As they are known: the same details again find the same patient."""
        known = {name: getattr(patient, name) for name in Patient.PERSONAL_FIELDS}
        return known | {"phone": phone_text(patient.phone)}

    def details(self) -> ContactDetails:
        """For a valid form."""
        data = self.cleaned_data
        return ContactDetails(
            name=data["name"],
            contact_name=data["contact_name"],
            email=data["email"],
            phone=data["phone"].as_e164 if data["phone"] else "",
            language=data["language"],
        )


class DeskForm(PatientForm, WhenForm):
    treatment = forms.ModelChoiceField(
        Treatment.objects.all(),
        label=_("Treatment"),
        empty_label=_("Choose a treatment"),
    )
    field_order = (
        "treatment",
        "practitioner",
        "day",
        "time",
        "name",
        "phone",
        "email",
        "contact_name",
        "language",
        "overrule",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        empty = (name for name in self.fields if not self.initial.get(name))
        self.put_cursor(next(empty, None))
