"""When and with whom somebody wants to come earlier."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Self
from uuid import uuid4

from crispy_forms.layout import Field, Layout
from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from booking.choices import Weekday
from booking.models import Practitioner, WaitlistEntry
from booking.public.forms.details import DetailsForm
from booking.public.forms.fields import DayField, FieldsOnly
from booking.scheduling.clock import clinic_date
from booking.scheduling.parts_of_day import PartOfDay
from booking.scheduling.wishes import Wishes
from booking.services.waitlist.change_wishes import last_day_to_wait
from booking.text.formats import day_text


class WishesForm(forms.Form):
    """No day and no part of the day ticked is any of them; an empty therapist is no preference."""

    practitioner = forms.TypedChoiceField(
        label=_("With whom?"),
        required=False,
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={
            "invalid_choice": _(
                "You cannot book with this therapist online. Choose another one or call us."
            )
        },
    )
    weekdays = forms.TypedMultipleChoiceField(
        label=_("On which days can you come?"),
        required=False,
        coerce=int,
        choices=Weekday,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick none if any day is good."),
    )
    parts = forms.MultipleChoiceField(
        label=_("At what time of day?"),
        required=False,
        choices=PartOfDay,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick none if any hour is good."),
    )
    from_day = DayField(label=_("From which day on?"))
    until_day = DayField(label=_("Until which day?"))

    def __init__(
        self,
        *args: Any,
        people: Iterable[Practitioner],
        first_day: date,
        last_day: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.first_day, self.last_day = first_day, last_day
        self.fields["practitioner"].choices = [
            ("", _("No preference")),
            *((person.pk, person.name) for person in people),
        ]
        for name, usual in (("from_day", first_day), ("until_day", last_day)):
            self.fields[name].initial = usual
            limits = {"min": first_day.isoformat(), "max": last_day.isoformat()}
            self.fields[name].widget.attrs.update(limits)
        self.helper = FieldsOnly(
            Field("practitioner", template="booking/includes/choice_cards.html"),
            "weekdays",
            "parts",
            "from_day",
            "until_day",
        )
        self.wishes_layout = self.helper.layout

    @classmethod
    def for_entry(
        cls,
        entry: WaitlistEntry,
        data: QueryDict | None,
        *,
        people: Iterable[Practitioner],
        now: datetime,
    ) -> Self:
        """To change what is waited for: it proposes what is so now, as far as it is to come."""
        today, last_day = clinic_date(now), last_day_to_wait(entry, now)
        asked = {
            "practitioner": entry.practitioner_id or "",
            "weekdays": entry.weekdays,
            "parts": entry.parts,
            "from_day": max(entry.from_day, today),
            "until_day": min(entry.until_day, last_day),
        }
        return cls(data, people=people, first_day=today, last_day=last_day, initial=asked)

    def clean_from_day(self) -> date:
        day: date = self.cleaned_data["from_day"]
        if day < self.first_day:
            raise forms.ValidationError(_("That day is over. Choose one that has yet to come."))
        return day

    def clean_until_day(self) -> date:
        day: date = self.cleaned_data["until_day"]
        if day > self.last_day:
            told = _("Choose a day up to and including %(day)s.")
            raise forms.ValidationError(told % {"day": day_text(self.last_day)})
        return day

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = data.get("from_day"), data.get("until_day")
        if first and last and first > last:
            self.add_error("until_day", _("The last day must not come before the first."))
        return data

    def wishes(self) -> Wishes:
        """For a valid form."""
        data = self.cleaned_data
        return Wishes(
            from_day=data["from_day"],
            until_day=data["until_day"],
            weekdays=tuple(data["weekdays"]),
            parts=tuple(data["parts"]),
            practitioner_id=data["practitioner"],
        )

    def wishes_so_far(self) -> Wishes:
        """Before anything was sent, or where that cannot be read: what the form proposes."""
        if self.is_bound and self.is_valid():
            return self.wishes()
        return Wishes(
            from_day=self.first_day,
            until_day=self.initial.get("until_day", self.last_day),
            practitioner_id=self.initial["practitioner"] or None,
        )


class JoinForm(DetailsForm, WishesForm):
    """The same from somebody whom we do not know yet. `key` makes a second click the same."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid4()
        self.fields["email"].help_text = _("We send the offer here.")
        self.fields["phone"].help_text = _("Only to reach you about the waiting list.")
        self.fields["consent"].label = _(
            "You may use my details for the waiting list and for the appointment that I take."
        )
        self.helper.layout = Layout(*self.wishes_layout, *self.helper.layout, "key")
