"""Forms to book and move an appointment: quick to type, and able to overrule the rules."""

from datetime import date, datetime
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import from_current_timezone
from django.utils.translation import gettext_lazy as _

from booking.errors import BookingError, OutsideRules, TimeTaken
from booking.models import Appointment, Practitioner, Treatment
from booking.reception.forms.cursor import CursorAtError
from booking.reception.forms.fitting import TreatmentField, marks_at
from booking.reception.forms.note import LABELS, note_field
from booking.reception.forms.patient import PatientForm
from booking.reception.forms.reason import ReasonField
from booking.scheduling.clock import CLINIC_TZ, PLAUSIBLE_YEARS
from booking.scheduling.spans import Span

TAKEN = _(
    "That time is not free: there is an appointment in it, somebody is booking it online, or it is"
    " on offer to somebody on the waiting list. Choose another hour."
)


class TimeForm(CursorAtError):
    """Therapist, day and hour, with the reason to overrule the rules.

    Day and hour are typed in clinic time; a valid form has them as `starts_at`, an aware datetime.
    """

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
    overrule = ReasonField()

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

    def refuse(self, error: BookingError, taken: str = "") -> None:
        """Show the error at the field that can mend it, and place the cursor there.

        Example: OutsideRules is shown at the reason that overrules, TimeTaken at the hour, with
        `taken` if somebody can tell who has it.
        """
        name = {TimeTaken: "time", OutsideRules: "overrule"}.get(type(error))
        self.add_error(name, (taken or TAKEN) if isinstance(error, TimeTaken) else str(error))
        self.put_cursor(name)


class MoveForm(TimeForm):
    """New time or therapist for an appointment."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.put_cursor("day")

    @staticmethod
    def initial_for(appointment: Appointment) -> dict[str, Any]:
        """Initial values: the present therapist, and day and hour in clinic time."""
        start = appointment.starts_at.astimezone(CLINIC_TZ)
        return {
            "practitioner": appointment.practitioner_id,
            "day": start.date(),
            "time": start.time(),
        }


class BookForm(PatientForm, TimeForm):
    """One appointment with its patient; the cursor starts in the first empty field.

    Opened at a free moment, it names the treatments that do not fit then and proposes the first
    that does.
    """

    treatment = TreatmentField(
        Treatment.objects.all(),
        label=_("Treatment"),
        empty_label=_("Choose a treatment"),
    )
    note = note_field(
        label=LABELS[Appointment], help_text=Appointment._meta.get_field("note").help_text
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
        "note",
        "overrule",
    )

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        moment = (self[name].value() for name in ("practitioner", "day", "time"))
        marks = marks_at(*moment, now=now)
        cast(TreatmentField, self.fields["treatment"]).marks = marks
        fitting = next((pk for pk, mark in marks.items() if not mark), None)
        if fitting and not self.initial.get("treatment"):
            self.initial["treatment"] = fitting
        empty = (name for name in self.fields if not self.initial.get(name))
        self.put_cursor(next(empty, None))

    @property
    def span(self) -> Span:
        """The time that a valid form asks for."""
        start: datetime = self.cleaned_data["starts_at"]
        return Span(start, start + self.cleaned_data["treatment"].duration)
