"""Hours of one day, typed as a day and two hours of the clock."""

from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from booking.models.working_hours import ENDS_BEFORE_START
from booking.reception.forms.tidy import TidyModelForm
from booking.scheduling.clock import (
    PLAUSIBLE_YEARS,
    clinic_clock,
    clinic_date,
    hours_of_day,
    plausible_day,
)

CHECK_THE_YEAR = _("Check the year.")


class ClockField(forms.TimeField):
    """An hour of the clock, to the minute."""

    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time", "step": 300})

    def clean(self, value: Any) -> time:
        clock: time = super().clean(value)
        return clock.replace(second=0, microsecond=0) if clock else clock


class HoursOfDayForm(TidyModelForm):
    """Form of a row with `starts_at` and `ends_at` on one day. Until midnight is until 0:00.

    Forms of rows whose day stands fast leave out the field of the day.
    """

    day = forms.DateField(label=_("Day"), widget=AdminDateInput)
    opens = ClockField(label=_("From"))
    closes = ClockField(label=_("Until"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The address of the form may name the day.
        self.initial["day"] = plausible_day(str(self.initial.get("day", "")))
        if row := self.instance if self.instance.pk else None:
            self.initial |= {
                "day": clinic_date(row.starts_at),
                "opens": clinic_clock(row.starts_at),
                "closes": clinic_clock(row.ends_at),
            }

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        day = data.get("day") if "day" in self.fields else self.initial["day"]
        opens, closes = data.get("opens"), data.get("closes")
        if day is not None and day.year not in PLAUSIBLE_YEARS:
            self.add_error("day", CHECK_THE_YEAR)
        elif day is not None and opens is not None and closes is not None:
            if span := hours_of_day(day, opens, closes):
                self.instance.starts_at, self.instance.ends_at = span
            else:
                self.add_error("closes", ENDS_BEFORE_START)
        return data
