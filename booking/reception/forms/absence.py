"""The form of an absence."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateInput

from booking.models import Absence
from booking.reception.forms.tidy import TidyModelForm
from booking.scheduling.clock import plausible_day
from booking.scheduling.days_away import DaysAway, span_away
from booking.text.formats import day_text


class AbsenceForm(TidyModelForm):
    """Absence of one therapist, or of the whole practice, which is a choice of its own.

    It is one of Wagtail's forms because these show a calendar beside a time.
    """

    whole_practice = forms.BooleanField(
        label=gettext_lazy("The whole practice closes"),
        required=False,
        help_text=gettext_lazy("Instead of one therapist: nobody works then."),
    )

    class Meta(TidyModelForm.Meta):
        model = Absence
        fields = ("practitioner", "starts_at", "ends_at", "reason")

    field_order = ("practitioner", "whole_practice", "when", "last_day", "starts_at", "ends_at")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["practitioner"].empty_label = gettext_lazy("Choose who is away")
        self.fields["practitioner"].help_text = ""
        is_closing = self.instance.pk is not None and self.instance.practitioner_id is None
        self.fields["whole_practice"].initial = is_closing

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if "practitioner" not in self.errors:
            named, is_closing = data.get("practitioner"), data.get("whole_practice")
            if named and is_closing:
                self.add_error("practitioner", _("Choose one therapist or the whole practice."))
            elif not named and not is_closing:
                self.add_error(
                    "practitioner", _("Choose who is away, or tick that the whole practice closes.")
                )
        return data


class NewAbsenceForm(AbsenceForm):
    """Absence that begins on the day that the form shows, for a usual length or by the hour.

    The day goes along with the form, so that "today" means the day on which it was shown.
    """

    day = forms.CharField(widget=forms.HiddenInput, required=False)
    when = forms.ChoiceField(
        label=gettext_lazy("When"),
        choices=[(choice.value, choice.value) for choice in DaysAway],
        required=False,
        widget=forms.RadioSelect,
    )
    last_day = forms.DateField(
        label=gettext_lazy("Up to and including"), required=False, widget=AdminDateInput
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown = str(self.data.get("day") or self.initial.get("day", ""))
        self.first_day = plausible_day(shown) or today
        self.initial |= {"day": self.first_day.isoformat(), "when": DaysAway.DAY}
        self.fields["when"].choices = worded(self.first_day, today)
        for name in ("starts_at", "ends_at"):
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        # Without a choice the hours count.
        choice = DaysAway(data.get("when") or DaysAway.HOURS)
        if choice == DaysAway.HOURS:
            for name in ("starts_at", "ends_at"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, self.fields[name].error_messages["required"])
        else:
            self._take(choice, data)
        return data

    def _take(self, choice: DaysAway, data: dict[str, Any]) -> None:
        """Fill in the hours of a usual length; what was typed for another choice does not count."""
        last_day = data.get("last_day")
        if choice != DaysAway.UNTIL:
            self.errors.pop("last_day", None)
        elif "last_day" in self.errors:
            return
        elif not last_day or last_day < self.first_day or not plausible_day(str(last_day)):
            self.add_error("last_day", _("Fill in the last day of the absence."))
            return
        for name in ("starts_at", "ends_at"):
            self.errors.pop(name, None)
        span = span_away(choice, self.first_day, last_day or self.first_day)
        data["starts_at"], data["ends_at"] = span.starts_at, span.ends_at


def worded(day: date, today: date) -> list[tuple[str, str]]:
    """The choices for that day. Example: "Vandaag, maandag 30 november"."""
    words = {
        DaysAway.DAY: _("The whole day, %(day)s"),
        DaysAway.MORNING: _("The morning, until 12.00"),
        DaysAway.AFTERNOON: _("The afternoon, from 12.00"),
        DaysAway.UNTIL: _("All days up to and including …"),
        DaysAway.HOURS: _("Other hours"),
    }
    if day == today:
        words |= {
            DaysAway.DAY: _("Today, %(day)s"),
            DaysAway.MORNING: _("This morning, until 12.00"),
            DaysAway.AFTERNOON: _("This afternoon, from 12.00"),
        }
    return [(choice.value, text % {"day": day_text(day)}) for choice, text in words.items()]
