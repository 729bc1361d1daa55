"""Forms of internal blocks: time of therapists, on one day of the week, that is no absence."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from booking.models import InternalBlock, Practitioner
from booking.models.working_hours import ENDS_BEFORE_START
from booking.reception.forms.hours_of_day import CHECK_THE_YEAR, HoursOfDayForm
from booking.reception.forms.tidy import TidyModelForm
from booking.scheduling.clock import PLAUSIBLE_YEARS, hours_of_day

WEEK = timedelta(weeks=1)
# A year of weeks, so that nobody blocks a decade by a typing error.
MOST_WEEKS = 53


class InternalBlockForm(HoursOfDayForm):
    """Internal block of one therapist; the practice as a whole has none."""

    class Meta(TidyModelForm.Meta):
        model = InternalBlock
        fields: tuple[str, ...] = ("practitioner", "reason")

    field_order: tuple[str, ...] = ("practitioner", "day", "opens", "closes", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["practitioner"].required = True
        self.fields["practitioner"].help_text = ""
        self.fields["reason"].label = _("What for")
        self.fields["reason"].help_text = _("For staff only, for example: team meeting, pause.")


class NewBlocksForm(InternalBlockForm):
    """Internal blocks of one or more therapists, at the same hours of one or more weeks."""

    class Meta(InternalBlockForm.Meta):
        fields = ("reason",)

    practitioner = forms.ModelMultipleChoiceField(
        Practitioner.objects.none(), label=_("Therapists"), widget=forms.CheckboxSelectMultiple
    )
    weeks = forms.IntegerField(
        label=_("Number of weeks"),
        required=False,
        min_value=1,
        max_value=MOST_WEEKS,
        help_text=_("For the same hours each week. Empty: that day alone."),
    )
    last_day = forms.DateField(
        label=_("Or each week up to and including"), required=False, widget=AdminDateInput
    )

    field_order = ("practitioner", "day", "opens", "closes", "weeks", "last_day", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Practitioner.objects.active()
        self.fields["practitioner"].queryset = people
        named = str(self.initial.get("practitioner", ""))
        self.initial["practitioner"] = [named] if named.isdecimal() else []

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        day, last = data.get("day"), data.get("last_day")
        if last and data.get("weeks"):
            self.add_error("last_day", _("Fill in the number of weeks or the last day, not both."))
        elif last and last.year not in PLAUSIBLE_YEARS:
            self.add_error("last_day", CHECK_THE_YEAR)
        elif last and day and last < day:
            self.add_error("last_day", _("The last day comes before the first."))
        elif last and day and (last - day) // WEEK >= MOST_WEEKS:
            told = _("That is more than %(most)d weeks. Choose an earlier day.")
            self.add_error("last_day", told % {"most": MOST_WEEKS})
        elif not self.errors and None in list(self._spans()):
            self.add_error("closes", ENDS_BEFORE_START)
        return data

    def days(self) -> list[date]:
        """The day of each week. For a form whose days are valid."""
        data = self.cleaned_data
        first, last = data["day"], data.get("last_day")
        count = (last - first) // WEEK + 1 if last else data.get("weeks") or 1
        return [first + number * WEEK for number in range(count)]

    def blocks(self) -> list[InternalBlock]:
        """The blocks to make, week by week. For a valid form."""
        return [
            InternalBlock(
                practitioner=person,
                starts_at=span.starts_at,
                ends_at=span.ends_at,
                reason=self.cleaned_data["reason"],
            )
            for span in self._spans()
            if span
            for person in self.cleaned_data["practitioner"]
        ]

    def _spans(self) -> Iterator[Any]:
        data = self.cleaned_data
        return (hours_of_day(day, data["opens"], data["closes"]) for day in self.days())
