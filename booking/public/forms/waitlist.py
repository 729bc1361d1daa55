"""Forms of the waiting list: the wishes for an opening, and who waits for it."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Self, cast
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
    """The days, hours and therapist that suit somebody who waits.

    Without a ticked day any day suits, without a ticked part of the day any hour. An empty
    therapist means no preference.
    """

    practitioner = forms.TypedChoiceField(
        label=_("With whom?"),
        required=False,
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={
            "invalid_choice": _("You cannot book with this therapist online. Choose another one.")
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
        cast(forms.ChoiceField, self.fields["practitioner"]).choices = [
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
        """Build the form that changes an entry, filled in with its wishes from today on."""
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
        """Return the wishes. For a valid form."""
        data = self.cleaned_data
        return Wishes(
            from_day=data["from_day"],
            until_day=data["until_day"],
            weekdays=tuple(data["weekdays"]),
            parts=tuple(data["parts"]),
            practitioner_id=data["practitioner"],
        )

    @property
    def shown_for(self) -> str:
        """The wishes of a valid form as one word, for a page that comes back with other ones."""
        wishes = self.wishes()
        days = "".join(map(str, sorted(wishes.weekdays)))
        parts = ",".join(sorted(wishes.parts))
        who = wishes.practitioner_id or ""
        return f"{wishes.from_day}|{wishes.until_day}|{days}|{parts}|{who}"

    def wishes_so_far(self) -> Wishes:
        """Return the wishes, or those that the form proposes while it is not valid."""
        if self.is_bound and self.is_valid():
            return self.wishes()
        return Wishes(
            from_day=self.initial.get("from_day", self.first_day),
            until_day=self.initial.get("until_day", self.last_day),
            weekdays=self.initial.get("weekdays", ()),
            parts=self.initial.get("parts", ()),
            practitioner_id=self.initial["practitioner"] or None,
        )


class JoinForm(DetailsForm, WishesForm):
    """Wishes and details of a patient who has no appointment to wait for.

    `key` lets a second click on the form be recognised.
    """

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
