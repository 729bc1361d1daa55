"""What a patient fills in. The address bar speaks Dutch: parameters have Dutch names."""

import re
from datetime import UTC, date, datetime
from typing import Any, ClassVar
from uuid import uuid4

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from phonenumber_field.formfields import PhoneNumberField

from booking.availability import Opening
from booking.errors import NotAnOpening, NotBookableOnline
from booking.models import Practitioner, Treatment
from booking.services.book import ContactDetails
from booking.services.offer import Offer

# A name is mailed to an address that nobody checked: it cannot carry a link or a second line.
plain_name = RegexValidator(
    r"^[^\x00-\x1f<>@/\\:{}\[\]]*[^\W\d_][^\x00-\x1f<>@/\\:{}\[\]]*\Z",
    _("Fill in a name as you would write it on an envelope."),
)


def tidy_name(name: str) -> str:
    """With single spaces, and one after a full stop: mail programs make links of bare domains."""
    return " ".join(re.sub(r"\.(?=\w\w)", ". ", name).split())


class ChoiceForm(forms.Form):
    """Which treatment, and with whom; an empty therapist is no preference."""

    PARAMETERS: ClassVar = {
        "treatment": "behandeling",
        "practitioner": "kinesitherapeut",
        "moment": "moment",
        "key": "sleutel",
    }

    treatment = forms.ChoiceField(
        label=_("What do you come for?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what you come for."),
            "invalid_choice": _(
                "You cannot book this treatment on line. Choose another one or call us."
            ),
        },
    )
    practitioner = forms.ChoiceField(
        label=_("Who would you like to see?"),
        widget=forms.RadioSelect,
        required=False,
        error_messages={
            "invalid_choice": _(
                "You cannot book with this therapist on line. Choose another one or call us."
            ),
        },
    )

    def __init__(self, *args: Any, offer: Offer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer = offer
        self.fields["treatment"].choices = [(item.slug, item) for item in offer.treatments]
        self.fields["practitioner"].choices = [
            ("", _("No preference")),
            *((person.slug, person) for person in offer.practitioners),
        ]
        self.helper = FormHelper()
        self.helper.form_tag = False
        # Sent by GET: the token would stand in the address.
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            Field("treatment", template="booking/includes/choice_cards.html"),
            Field("practitioner", template="booking/includes/choice_cards.html"),
        )

    def add_prefix(self, field_name: str) -> str:
        return self.PARAMETERS.get(field_name, field_name)

    def clean_treatment(self) -> Treatment | None:
        return self.offer.treatment(self.cleaned_data["treatment"])

    def clean_practitioner(self) -> Practitioner | None:
        return self.offer.practitioner(self.cleaned_data["practitioner"])

    def clean(self) -> dict[str, Any]:
        super().clean()
        treatment = self.cleaned_data.get("treatment")
        person = self.cleaned_data.get("practitioner")
        if treatment and person and person not in self.offer.giving(treatment):
            self.add_error(
                "practitioner",
                _("%(name)s does not give this treatment. Choose somebody else or no preference.")
                % {"name": person.first_name},
            )
        return self.cleaned_data

    @property
    def candidates(self) -> list[Practitioner]:
        """Who can be booked by this choice. For a valid form."""
        person = self.cleaned_data["practitioner"]
        return [person] if person else self.offer.giving(self.cleaned_data["treatment"])


class HoldForm(ChoiceForm):
    """The choice and the moment pressed: the therapist's slug, a bar, the start with its offset."""

    moment = forms.CharField(
        max_length=150, error_messages={"required": _("Choose a moment from the list.")}
    )
    key = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={
            "required": _("Choose a moment from the list."),
            "invalid": _("Choose a moment from the list."),
        },
    )

    @staticmethod
    def new_key() -> str:
        return str(uuid4())

    @staticmethod
    def moment_of(opening: Opening, practitioner: Practitioner) -> str:
        return f"{practitioner.slug}|{opening.starts_at.isoformat()}"

    def clean_moment(self) -> tuple[Practitioner, datetime]:
        slug, _bar, start = self.cleaned_data["moment"].partition("|")
        person = self.offer.practitioner(slug)
        if person is None:
            raise ValidationError(str(NotBookableOnline()))
        try:
            starts_at = datetime.fromisoformat(start)
        except ValueError as error:
            raise ValidationError(str(NotAnOpening())) from error
        if starts_at.tzinfo is None or not date.min.year + 1 < starts_at.year < date.max.year:
            raise ValidationError(str(NotAnOpening()))
        # PostgreSQL reads no offset of sixteen hours or more.
        return person, starts_at.astimezone(UTC)


class DetailsForm(forms.Form):
    """Whom the visit is for, and how to reach them."""

    name = forms.CharField(
        label=_("Name"),
        max_length=100,
        validators=[plain_name],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text=_("First name and last name of the person who comes."),
        error_messages={"required": _("Fill in your name.")},
    )
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("We send the confirmation here. With it you can cancel too."),
        error_messages={
            "required": _("Fill in your e-mail address."),
            "invalid": _("This e-mail address is not right. It looks like name@example.be."),
        },
    )
    phone = PhoneNumberField(
        label=_("Phone"),
        region="BE",
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        help_text=_("Only to reach you about this appointment."),
        error_messages={
            "required": _("Fill in your phone number."),
            "invalid": _("This phone number is not right. It looks like 0470 12 34 56."),
        },
    )
    consent = forms.BooleanField(
        label=_("You may use my details for this appointment, and I have read how to cancel."),
        error_messages={"required": _("We need your consent to make the appointment.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def details(self) -> ContactDetails:
        """For a valid form."""
        return ContactDetails(
            name=tidy_name(self.cleaned_data["name"]),
            email=self.cleaned_data["email"],
            phone=self.cleaned_data["phone"].as_e164,
            language=get_language() or "nl",
        )
