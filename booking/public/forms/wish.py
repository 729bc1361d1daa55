"""The wish for a series, and the openings that were chosen from the plan for it."""

from abc import abstractmethod
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar, cast
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from booking.choices import Weekday
from booking.errors import NotAnOpening
from booking.models import Practitioner, Treatment
from booking.public.forms.fields import DayField, FieldsOnly
from booking.public.forms.hold import read_moment
from booking.scheduling.clock import clinic_date
from booking.scheduling.openings import Opening
from booking.scheduling.prescription import Prescription
from booking.scheduling.rules import Rules
from booking.scheduling.series_plan import Wish
from booking.services.practice.bookable import Bookable
from booking.text.formats import clock_text, day_text, length_text

HOURS = [time(hour) for hour in range(6, 23)]
USUAL_HOURS = (time(8), time(19))
TAKING_TURNS = "wisselend"
CHOSEN = "keuze-"

# Makes a select as large as the other fields.
LARGE = {"class": "form-control"}


def clock(value: str) -> time:
    """Read a time of day such as 08:30."""
    return time.fromisoformat(value)


class WishForm(forms.Form):
    """Days and hours for appointments in a series.

    A subclass knows the treatment, the rules and the number of appointments. Ask for them only
    when the field `treatment`, in a form that has one, is without an error.
    """

    data: MultiValueDict[str, str]

    PARAMETERS: ClassVar = {
        "treatment": "behandeling",
        "practitioner": "kinesitherapeut",
        "count": "aantal",
        "weekdays": "dag",
        "opens": "van",
        "closes": "tot",
        "first_day": "vanaf",
        "prescribed_on": "voorschrift",
    }

    practitioner = forms.ChoiceField(
        label=_("Therapist"),
        required=False,
        widget=forms.Select(attrs=LARGE),
        error_messages={
            "invalid_choice": _("You cannot book with this therapist online. Choose another one."),
        },
    )
    weekdays = forms.TypedMultipleChoiceField(
        label=_("On which days?"),
        coerce=int,
        choices=Weekday,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one day of the week.")},
    )
    opens = forms.TypedChoiceField(
        label=_("Not before"), coerce=clock, widget=forms.Select(attrs=LARGE)
    )
    closes = forms.TypedChoiceField(
        label=_("Over by"), coerce=clock, widget=forms.Select(attrs=LARGE)
    )
    first_day = DayField(
        label=_("From which day on?"), error_messages={"required": _("Choose the first day.")}
    )

    def __init__(self, *args: Any, bookable: Bookable, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bookable, self.now, self.today = bookable, now, clinic_date(now)
        self.chosen: dict[date, Opening | None] = {}
        cast(forms.ChoiceField, self.fields["practitioner"]).choices = [
            ("", _("Always the same, no preference")),
            (TAKING_TURNS, _("They may take turns, no preference")),
            *((person.slug, person.name) for person in self.people()),
        ]
        hours = [(f"{hour:%H:%M}", clock_text(hour)) for hour in HOURS]
        for name, usual in zip(("opens", "closes"), USUAL_HOURS, strict=True):
            cast(forms.ChoiceField, self.fields[name]).choices = hours
            self.fields[name].initial = f"{usual:%H:%M}"
        self.fields["first_day"].initial = self.today + timedelta(days=1)
        self.fields["first_day"].widget.attrs["min"] = self.today.isoformat()
        self.helper = FieldsOnly()

    def add_prefix(self, field_name: str) -> str:
        return self.PARAMETERS.get(field_name, field_name)

    @property
    @abstractmethod
    def wanted_treatment(self) -> Treatment:
        """The treatment of the series."""

    @property
    @abstractmethod
    def rules(self) -> Rules:
        """The rules by which it is planned."""

    @property
    @abstractmethod
    def wanted_count(self) -> int:
        """The number of appointments."""

    @property
    def prescription(self) -> Prescription:
        """The prescription. The plan tells of a start that is too late for it, and allows it."""
        return Prescription()

    def people(self) -> Iterable[Practitioner]:
        """Return the therapists to choose from."""
        return self.bookable.practitioners

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        if "treatment" not in self.errors:
            self._check_hours(cleaned.get("opens"), cleaned.get("closes"), self.wanted_treatment)
            self._check_first_day(cleaned.get("first_day"), self.rules)
            self._check_practitioner(self.wanted_treatment)
            self._read_chosen(self.wanted_treatment)
        return cleaned

    def _check_hours(self, opens: time | None, closes: time | None, treatment: Treatment) -> None:
        if opens is None or closes is None:
            return
        room = timedelta(hours=closes.hour - opens.hour)
        if room < treatment.duration:
            told = _("There is no room between these hours for %(length)s.")
            self.add_error("closes", told % {"length": length_text(treatment.duration)})

    def _check_first_day(self, day: date | None, rules: Rules) -> None:
        if day is None:
            return
        if day < self.today:
            self.add_error("first_day", _("That day is over. Choose one that has yet to come."))
        elif day > (last := clinic_date(self.now + rules.horizon)):
            told = _("That is far ahead: you can book until %(day)s.")
            self.add_error("first_day", told % {"day": day_text(last)})

    def _check_practitioner(self, treatment: Treatment) -> None:
        person = self.wanted_practitioner
        if person and person not in self.bookable.giving(treatment):
            self.add_error(
                "practitioner",
                _("%(name)s does not give this treatment. Choose somebody else or no preference.")
                % {"name": person.first_name},
            )

    def _read_chosen(self, treatment: Treatment) -> None:
        """Read the opening that was chosen for each wished day; an empty value skips the day."""
        try:
            for name, value in self._chosen_pairs():
                day = date.fromisoformat(name.removeprefix(CHOSEN))
                self.chosen[day] = self._opening(value, treatment) if value else None
        except ValueError:
            self.add_error(None, str(NotAnOpening()))
        except ValidationError as error:
            self.add_error(None, error)

    def _opening(self, value: str, treatment: Treatment) -> Opening:
        person, starts_at = read_moment(value, self.bookable)
        return Opening(starts_at, starts_at + treatment.duration, person.pk)

    @property
    def openings(self) -> list[Opening]:
        """The openings that were chosen, without the days to skip."""
        return [opening for opening in self.chosen.values() if opening]

    def _chosen_pairs(self) -> list[tuple[str, str]]:
        return sorted(
            (name, str(value)) for name, value in self.data.items() if name.startswith(CHOSEN)
        )

    @property
    def wanted_practitioner(self) -> Practitioner | None:
        """The therapist that was asked for, or None without a preference."""
        return self.bookable.practitioner(self.cleaned_data.get("practitioner", ""))

    def wish(self, *, avoid: Iterable[date] = ()) -> Wish:
        """Return the wish; `avoid` are days to leave out. For a valid form."""
        cleaned, person = self.cleaned_data, self.wanted_practitioner
        people = [person] if person else self.bookable.giving(self.wanted_treatment)
        return Wish(
            count=self.wanted_count,
            weekdays=frozenset(cleaned["weekdays"]),
            opens=cleaned["opens"],
            closes=cleaned["closes"],
            first_day=cleaned["first_day"],
            practitioners=tuple(one.pk for one in people),
            same_throughout=cleaned["practitioner"] != TAKING_TURNS,
            avoid=frozenset(avoid),
        )

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The wish as it was sent, as parameters with their values, to send it along."""
        names = [self.add_prefix(name) for name in self.fields]
        return [(name, value) for name in names for value in self.data.getlist(name)]

    def query_with(self, practitioner: str) -> str:
        """Return the wish as a query, with another value for the therapist and nothing chosen."""
        name = self.add_prefix("practitioner")
        return urlencode(
            [*((key, value) for key, value in self.pairs if key != name), (name, practitioner)]
        )

    @property
    def query(self) -> str:
        """The wish and the chosen openings, as the query of an address."""
        return urlencode([*self.pairs, *self._chosen_pairs()])
