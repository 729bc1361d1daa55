"""What the desk fills in: quick to type, and free to overrule what the website may not."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import from_current_timezone
from django.utils.translation import gettext_lazy as _
from phonenumber_field.formfields import PhoneNumberField
from wagtail.admin.forms import WagtailAdminModelForm

from booking.availability import PLAUSIBLE_YEARS
from booking.errors import BookingError, NotGiven, OutsideSlots, TimeTaken
from booking.forms import plain_name, tidy_name
from booking.models import Practitioner, Slot, Treatment
from booking.services.book import ContactDetails


class DeskForm(forms.Form):
    treatment = forms.ModelChoiceField(
        Treatment.objects.all(),
        label=_("Treatment"),
        empty_label=None,
        widget=forms.Select({"autofocus": True}),
    )
    practitioner = forms.ModelChoiceField(
        Practitioner.objects.active(), label=_("Therapist"), empty_label=None
    )
    day = forms.DateField(
        label=_("Day"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    time = forms.TimeField(
        label=_("Hour"), widget=forms.TimeInput({"type": "time", "step": "300"}, format="%H:%M")
    )
    name = forms.CharField(
        label=_("Name"),
        max_length=100,
        validators=[plain_name],
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
    overrule = forms.BooleanField(label=_("Book anyway, outside the rules"), required=False)

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day.year not in PLAUSIBLE_YEARS:
            raise ValidationError(_("Check the year."))
        return day

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        if not data.get("phone") and not data.get("email") and not self.errors:
            raise ValidationError(_("Fill in a phone number or an e-mail address."))
        if data.get("day") and data.get("time"):
            try:
                data["starts_at"] = from_current_timezone(
                    datetime.combine(data["day"], data["time"])
                )
            except ValidationError:
                self.add_error("time", _("That hour does not exist: the clock changes then."))
        return data

    def refuse(self, error: BookingError) -> None:
        """Put a rule's no at the field that can mend it."""
        fields = {TimeTaken: "time", OutsideSlots: "overrule", NotGiven: "overrule"}
        self.add_error(fields.get(type(error)), str(error))

    def details(self) -> ContactDetails:
        """For a valid form."""
        return ContactDetails(
            name=tidy_name(self.cleaned_data["name"]),
            email=self.cleaned_data["email"],
            phone=self.cleaned_data["phone"].as_e164 if self.cleaned_data["phone"] else "",
        )


class MinutesField(forms.IntegerField):
    """A length of time as whole minutes."""

    def prepare_value(self, value: Any) -> Any:
        return int(value.total_seconds() // 60) if isinstance(value, timedelta) else value

    def to_python(self, value: Any) -> Any:
        minutes = super().to_python(value)
        try:
            return minutes if minutes is None else timedelta(minutes=minutes)
        except OverflowError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error

    def run_validators(self, value: Any) -> None:
        """The model checks the length."""


class TreatmentForm(WagtailAdminModelForm):
    duration = MinutesField(label=_("Length in minutes"), initial=30)
    turnaround = MinutesField(label=_("Minutes kept free after the visit"), initial=0)

    class Meta:
        model = Treatment
        fields = (
            "name",
            "slug",
            "description",
            "complaint",
            "duration",
            "turnaround",
            "is_online",
            "sort_order",
        )


class SlotForm(WagtailAdminModelForm):
    """Saved by hand, a slot no longer follows its roster."""

    class Meta:
        model = Slot
        fields = ("practitioner", "starts_at", "ends_at")

    def save(self, commit: bool = True) -> Slot:  # noqa: FBT001, FBT002  Django's signature
        self.instance.working_hours = None
        slot: Slot = super().save(commit=commit)
        return slot
