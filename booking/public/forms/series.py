"""Forms to plan a series: a new one, or other days for the rest of one."""

from collections.abc import Iterable
from typing import Any, cast
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from booking.choices import Complaint
from booking.models import BookingRules, Practitioner, Treatment
from booking.public.forms.prescription import PrescriptionField
from booking.public.forms.wish import LARGE, WishForm
from booking.scheduling.prescription import Prescription
from booking.scheduling.rules import Rules
from booking.scheduling.series_plan import LONGEST_SERIES
from booking.text.formats import length_text

# Doctors usually prescribe nine appointments at a time.
USUAL_COUNT = 9
ONE_TO_MOST = format_lazy(_("Choose from 1 to {most} appointments."), most=LONGEST_SERIES)


class SeriesForm(WishForm):
    """A wish for a new series: the treatment, how many appointments, and when."""

    treatment = forms.ChoiceField(
        label=_("What do you come for?"),
        widget=forms.Select(attrs=LARGE),
        error_messages={
            "required": _("Choose what you come for."),
            "invalid_choice": _("You cannot book this treatment online. Choose another one."),
        },
    )
    count = forms.IntegerField(
        label=_("How many appointments?"),
        initial=USUAL_COUNT,
        min_value=1,
        max_value=LONGEST_SERIES,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": _("Fill in how many appointments you want."),
            "invalid": _("Fill in how many appointments you want."),
            "min_value": ONE_TO_MOST,
            "max_value": ONE_TO_MOST,
        },
    )
    prescribed_on = PrescriptionField(
        label=_("Date of your prescription"),
        help_text=_("If you have one. We show until when you can start. We do not keep the date."),
    )
    field_order = ["treatment", "practitioner", "count", "weekdays", "opens", "closes", "first_day"]

    def __init__(self, *args: Any, practice_rules: BookingRules, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.practice_rules = practice_rules
        cast(PrescriptionField, self.fields["prescribed_on"]).today = self.today
        # Treatments for new complaints come last: most series continue a treatment.
        treatments = sorted(
            self.bookable.treatments, key=lambda treatment: treatment.complaint == Complaint.NEW
        )
        cast(forms.ChoiceField, self.fields["treatment"]).choices = [
            (one.slug, f"{self.name_of(one)} ({length_text(one.duration)})") for one in treatments
        ]

    def name_of(self, treatment: Treatment) -> str:
        """The name by which the form lists a treatment."""
        return str(treatment)

    def clean_treatment(self) -> Treatment | None:
        return self.bookable.treatment(self.cleaned_data["treatment"])

    def clean_count(self) -> int:
        count: int = self.cleaned_data["count"]
        if "treatment" in self.errors:
            return count
        if count > (most := self.rules.most_coming_visits):
            told = ngettext(
                "You can have %(most)d appointment coming online.",
                "You can have %(most)d appointments coming online.",
                most,
            )
            raise ValidationError(told % {"most": most})
        return count

    @property
    def prescription(self) -> Prescription:
        return Prescription(self.cleaned_data["prescribed_on"])

    @property
    def wanted_treatment(self) -> Treatment:
        treatment: Treatment = self.cleaned_data["treatment"]
        return treatment

    @property
    def rules(self) -> Rules:
        return self.practice_rules.for_treatment(self.wanted_treatment)

    @property
    def wanted_count(self) -> int:
        count: int = self.cleaned_data["count"]
        return count


class RestForm(WishForm):
    """A wish for other days and hours for `count` appointments of a series."""

    def __init__(
        self, *args: Any, treatment: Treatment, rules: Rules, count: int, **kwargs: Any
    ) -> None:
        self._treatment, self._rules, self._count = treatment, rules, count
        super().__init__(*args, **kwargs)

    @property
    def wanted_treatment(self) -> Treatment:
        return self._treatment

    @property
    def rules(self) -> Rules:
        return self._rules

    @property
    def wanted_count(self) -> int:
        return self._count

    def people(self) -> Iterable[Practitioner]:
        return self.bookable.giving(self.wanted_treatment)


class VisitorKeyForm(forms.Form):
    """The key of the visitor who holds the times; a second click sends the same one."""

    sleutel = forms.UUIDField(required=False)

    @property
    def key(self) -> UUID:
        """The key that was sent, or a new one."""
        return (self.is_valid() and self.cleaned_data["sleutel"]) or uuid4()
