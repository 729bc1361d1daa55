"""Which treatment, and with whom. The address bar speaks Dutch: so are the parameters."""

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
    """What is chosen so far. It travels in the address: nothing of it is kept.

    No `practitioner` is no preference. `complaint` is NEW, RUNNING, or empty when not told.
    """

    treatment: Treatment
    practitioner: Practitioner | None = None
    complaint: str = ""
    prescription: Prescription = field(default_factory=Prescription)

    @property
    def query(self) -> str:
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
        return f"{reverse('booking:therapists')}?{self.query}"

    @property
    def openings_url(self) -> str:
        return f"{reverse('booking:openings')}?{self.query}"

    def day_url(self, day: date) -> str:
        """Its moments, in view at once."""
        return f"{self.openings_url}&dag={day.isoformat()}#momenten"

    @property
    def is_running(self) -> bool:
        return Complaint.RUNNING in (self.complaint, self.treatment.complaint)


def told_complaint(text: str) -> str:
    return text if text in (Complaint.NEW, Complaint.RUNNING) else ""


class ChoiceForm(forms.Form):
    """Which treatment, and with whom; an empty therapist is no preference."""

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
            raise ValidationError(
                _("You cannot book this treatment online. Choose another one or call us.")
            )
        return treatment

    def clean_practitioner(self) -> Practitioner | None:
        if not (slug := self.cleaned_data["practitioner"]):
            return None
        person = self.bookable.practitioner(slug)
        if person is None:
            raise ValidationError(
                _("You cannot book with this therapist online. Choose another one or call us.")
            )
        return person

    def clean_complaint(self) -> str:
        return told_complaint(self.cleaned_data["complaint"])

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
        """Of what was given: nobody is told off for what is still to be chosen."""
        return [
            told for name, all_told in self.errors.items() if self[name].data for told in all_told
        ]

    @property
    def choice(self) -> Choice | None:
        """As far as it can be used; a therapist that cannot be had is left out."""
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
        """Who can be booked by this choice. For a valid form."""
        person = self.cleaned_data["practitioner"]
        return [person] if person else self.bookable.giving(self.cleaned_data["treatment"])
