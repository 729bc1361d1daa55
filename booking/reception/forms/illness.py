"""The one line that says who is ill and until when, and the ticks below it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from booking.models import Absence, Practitioner
from booking.public.forms.typed import LineField
from booking.scheduling.clock import plausible_day
from booking.scheduling.days_away import DaysAway, span_away
from booking.scheduling.openings import Opening
from booking.services.substitutes.offer import Ticked


class IllnessForm(forms.Form):
    """A therapist who cannot come, for how long from the day that the form shows, and why.

    The day goes along with the form, so that "today" means the day on which it was shown.
    """

    kin = forms.ModelChoiceField(
        Practitioner.objects.none(),
        label=gettext_lazy("Who"),
        empty_label=gettext_lazy("Choose who is away"),
        error_messages={
            "required": gettext_lazy("Choose who is away."),
            "invalid_choice": gettext_lazy("This therapist does not work here any more."),
        },
    )
    dag = forms.CharField(widget=forms.HiddenInput, required=False)
    duur = forms.ChoiceField(
        label=gettext_lazy("How long"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how long.")},
    )
    tot = forms.DateField(
        label=gettext_lazy("Up to and including"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    reden = LineField(
        label=gettext_lazy("Reason (for the practice only)"), max_length=80, required=False
    )

    def __init__(self, data: Any, *, today: date) -> None:
        data = data or {}
        self.day = plausible_day(str(data.get("dag", ""))) or today
        first = {"dag": self.day.isoformat(), "duur": DaysAway.DAY, "reden": _("Ill")}
        # Another day may be asked for before anybody is chosen: that is no fault yet.
        is_asked = data.get("kin") or data.get("doe")
        kept = {name: data[name] for name in ("duur", "tot", "reden") if name in data}
        super().__init__(data if is_asked else None, initial=first | kept, label_suffix="")
        self.fields["kin"].queryset = Practitioner.objects.active()  # type: ignore[attr-defined]
        self.fields["duur"].choices = worded(is_today=self.day == today)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("duur") == DaysAway.UNTIL and "tot" not in self.errors:
            last = data.get("tot")
            if not last or last < self.day or not plausible_day(str(last)):
                self.add_error("tot", _("Fill in the last day of the absence."))
        return data

    def absence(self) -> Absence:
        """The absence that the form asks for, not stored."""
        data = self.cleaned_data
        span = span_away(DaysAway(data["duur"]), self.day, data.get("tot") or self.day)
        return Absence(
            practitioner=data["kin"],
            starts_at=span.starts_at,
            ends_at=span.ends_at,
            reason=data["reden"],
        )


def worded(*, is_today: bool) -> list[tuple[str, str]]:
    """The choices of how long, for today or another day."""
    if is_today:
        words = [_("this morning"), _("this afternoon"), _("today")]
    else:
        words = [_("the morning"), _("the afternoon"), _("the whole day")]
    usual = (DaysAway.MORNING, DaysAway.AFTERNOON, DaysAway.DAY, DaysAway.UNTIL)
    return [(one.value, word) for one, word in zip(usual, [*words, _("up to …")], strict=True)]


@dataclass(frozen=True)
class Ticks:
    """Ticks below the form: values of the rows shown, of mails and of choices.

    An empty one is of a screen that was not sent yet, where all that can be is ticked.
    """

    rows: frozenset[str] = frozenset()
    mails: frozenset[str] = frozenset()
    choices: frozenset[str] = frozenset()

    @classmethod
    def of(cls, data: QueryDict) -> "Ticks":
        """Read the ticks that a form sent."""
        lists = [frozenset(data.getlist(name)) for name in ("rij", "mail", "keuze")]
        return cls(*lists)

    def has_mail(self, pk: int) -> bool:
        return str(pk) in self.mails or str(pk) not in self.rows

    def has_choice(self, pk: int, value: str) -> bool:
        return value in self.choices or str(pk) not in self.rows

    def by_visit(self) -> dict[int, Ticked]:
        """The ticks of each appointment, by its id; nonsense is left out."""
        openings: dict[int, list[Opening]] = {}
        for value in sorted(self.choices):
            if parsed := read_choice(value):
                openings.setdefault(parsed[0], []).append(parsed[1])
        rows = [int(row) for row in self.rows if row.isdecimal()]
        return {pk: Ticked(sorted(openings.get(pk, [])), str(pk) in self.mails) for pk in rows}


def choice_value(pk: int, opening: Opening) -> str:
    """A choice for an appointment as its tick sends it back."""
    parts: Iterable[object] = (
        pk,
        opening.practitioner_id,
        opening.starts_at.isoformat(),
        opening.ends_at.isoformat(),
    )
    return "|".join(map(str, parts))


def read_choice(value: str) -> tuple[int, Opening] | None:
    """The appointment's id and the opening that choice_value() wrote; None for anything else."""
    try:
        pk, person, start, end = value.split("|")
        opening = Opening(datetime.fromisoformat(start), datetime.fromisoformat(end), int(person))
        return (int(pk), opening) if opening.starts_at.tzinfo and opening.ends_at.tzinfo else None
    except ValueError:
        return None
