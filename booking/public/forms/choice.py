"""The choice of a treatment and a therapist, read from an address.

Patients see the address, so its parameters are Dutch.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from booking.choices import Complaint
from booking.models import Practitioner, Treatment
from booking.public.forms.prescription import PrescriptionForm
from booking.scheduling.prescription import Prescription
from booking.services.practice.bookable import Bookable


@dataclass(frozen=True, slots=True)
class Choice:
    """A visitor's choice so far. It travels in the address and is stored nowhere.

    No `practitioner` means no preference. `complaint` is NEW or RUNNING, or empty when the visitor
    did not say.
    """

    treatment: Treatment
    practitioner: Practitioner | None = None
    complaint: str = ""
    prescription: Prescription = field(default_factory=Prescription)

    @property
    def query(self) -> str:
        """The choice as the query of an address."""
        values = {
            "behandeling": self.treatment.slug,
            "kinesitherapeut": self.practitioner.slug if self.practitioner else "",
        }
        if self.complaint:
            values["klacht"] = self.complaint
        if self.prescription.prescribed_on:
            values["voorschrift"] = self.prescription.prescribed_on.isoformat()
        return urlencode(values)

    @property
    def therapists_url(self) -> str:
        """The page that asks for a therapist."""
        return f"{reverse('booking:therapists')}?{self.query}"

    @property
    def openings_url(self) -> str:
        """The page that shows the openings."""
        return f"{reverse('booking:openings')}?{self.query}"

    def day_url(self, day: date) -> str:
        """Return the page that shows the openings of that day, scrolled down to them."""
        return f"{self.openings_url}&dag={day.isoformat()}#momenten"

    @property
    def is_running(self) -> bool:
        """True if the complaint is being treated already."""
        return Complaint.RUNNING in (self.complaint, self.treatment.complaint)


def read_complaint(text: str) -> str:
    """Return the answer to the first question that `text` names, or "" if it names none."""
    return text if text in (Complaint.NEW, Complaint.RUNNING) else ""


class ChoiceForm(forms.Form):
    """A treatment and a therapist; an empty therapist means no preference."""

    PARAMETERS: ClassVar = {
        "treatment": "behandeling",
        "practitioner": "kinesitherapeut",
        "complaint": "klacht",
    }

    treatment = forms.CharField(error_messages={"required": _("Choose what you come for.")})
    practitioner = forms.CharField(required=False)
    complaint = forms.CharField(required=False)

    def __init__(self, *args: Any, bookable: Bookable, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bookable = bookable
        self.prescription_form = PrescriptionForm(self.data, today=today)

    def add_prefix(self, field_name: str) -> str:
        return self.PARAMETERS.get(field_name, field_name)

    def clean_treatment(self) -> Treatment:
        treatment = self.bookable.treatment(self.cleaned_data["treatment"])
        if treatment is None:
            raise ValidationError(_("You cannot book this treatment online. Choose another one."))
        return treatment

    def clean_practitioner(self) -> Practitioner | None:
        if not (slug := self.cleaned_data["practitioner"]):
            return None
        person = self.bookable.practitioner(slug)
        if person is None:
            raise ValidationError(
                _("You cannot book with this therapist online. Choose another one.")
            )
        return person

    def clean_complaint(self) -> str:
        return read_complaint(self.cleaned_data["complaint"])

    def clean(self) -> dict[str, Any]:
        super().clean()
        treatment = self.cleaned_data.get("treatment")
        person = self.cleaned_data.get("practitioner")
        if treatment and person and person not in self.bookable.giving(treatment):
            self.add_error(
                "practitioner",
                _("%(name)s does not give this treatment. Choose somebody else or no preference.")
                % {"name": person.first_name},
            )
        return self.cleaned_data

    @property
    def faults(self) -> list[str]:
        """Messages about what was filled in. Parts that are still to be chosen give none."""
        return [
            str(message)
            for name, messages in self.errors.items()
            if self[name].data
            for message in messages
        ]

    @property
    def choice(self) -> Choice | None:
        """The choice as far as it can be used, or None without a usable treatment.

        A therapist who cannot be booked is left out.
        """
        if "treatment" in self.errors:
            return None
        known = self.cleaned_data
        return Choice(
            known["treatment"],
            known.get("practitioner"),
            known.get("complaint", ""),
            self.prescription_form.prescription,
        )

    @property
    def candidates(self) -> list[Practitioner]:
        """The therapists who can be booked with this choice. For a valid form."""
        person = self.cleaned_data["practitioner"]
        return [person] if person else self.bookable.giving(self.cleaned_data["treatment"])
