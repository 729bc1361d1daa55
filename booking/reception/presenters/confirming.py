"""A booking that waits for one more press, beside the agenda."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self, cast

from django.forms import ModelChoiceField

from booking.models import Patient, Practitioner, Treatment
from booking.reception.forms.appointment import BookForm
from booking.reception.forms.fitting import moment_named
from booking.reception.forms.patient import PatientForm
from booking.reception.presenters.spot import Spot

PERSONAL = tuple(PatientForm.base_fields)
SELDOM = ("contact_name", "language")


@dataclass(frozen=True, slots=True)
class Confirming:
    """The booking that a form is about to make, as far as it is filled in.

    `patient` is a known one whose details need no typing; None for somebody new.
    """

    form: BookForm
    patient: Patient | None
    practitioner: Practitioner | None
    starts_at: datetime | None
    treatment: Treatment | None

    @classmethod
    def of(cls, form: BookForm, patient: Patient | None) -> Self:
        """Read the form, and leave in it only treatments that its therapist gives; five queries.

        The one that is chosen stays, with the remark that this therapist does not give it.
        """
        moment = moment_named(*(form[name].value() for name in ("practitioner", "day", "time")))
        person, start = moment or (None, None)
        field = cast("ModelChoiceField[Treatment]", form.fields["treatment"])
        chosen = _chosen(form["treatment"].value())
        if person:
            given = Treatment.objects.filter(practitioners=person)
            own = Treatment.objects.filter(pk=chosen.pk if chosen else 0)
            field.queryset = (given | own).distinct()
        field.empty_label = None if chosen else field.empty_label
        is_known = patient is not None and not _asks_for_details(form, patient)
        return cls(form, patient if is_known else None, person, start, chosen)

    @property
    def ends_at(self) -> datetime | None:
        """The end that the chosen treatment makes of it."""
        if self.starts_at is None or self.treatment is None:
            return None
        return self.starts_at + self.treatment.duration

    @property
    def spot(self) -> Spot | None:
        """The place on the agenda, as its button sends it."""
        if self.practitioner is None or self.starts_at is None:
            return None
        return Spot(self.practitioner.pk, self.starts_at)

    @property
    def hidden(self) -> list[Any]:
        """Fields that are shown in words: the moment, and the details of a known patient."""
        names = ("practitioner", "day", "time") if self.starts_at else ()
        return [self.form[name] for name in (*names, *(PERSONAL if self.patient else ()))]

    @property
    def shown(self) -> list[Any]:
        """Fields to fill in. The tick to overrule is among them once a rule was broken."""
        overrules = bool(self.form.errors.get("overrule") or self.form["overrule"].value())
        apart = {"treatment", "note", *SELDOM, *(() if overrules else ("overrule",))}
        return self._fields(name for name in self.form.fields if name not in apart)

    @property
    def seldom(self) -> list[Any]:
        """Fields that few patients need, folded away."""
        return self._fields(SELDOM)

    @property
    def unfolds(self) -> bool:
        """Tell whether there is anything to see in the folded fields."""
        return any(field.errors or field.value() for field in self.seldom)

    @property
    def unfolds_note(self) -> bool:
        """Tell whether there is a note, or something amiss with it."""
        return bool(self.form["note"].errors or self.form["note"].value())

    def _fields(self, names: Iterable[str]) -> list[Any]:
        hidden = {field.name for field in self.hidden}
        return [self.form[name] for name in names if name not in hidden]

    @property
    def moment_errors(self) -> list[str]:
        """Refusals of the moment, where its fields are hidden."""
        errors = self.form.errors
        names = ("practitioner", "day", "time") if self.starts_at else ()
        return [str(told) for name in names for told in errors.get(name, ())]


def _asks_for_details(form: BookForm, patient: Patient) -> bool:
    is_refused = any(name in form.errors for name in PERSONAL)
    return is_refused or not (patient.phone or patient.email)


def _chosen(value: object) -> Treatment | None:
    return Treatment.objects.filter(pk=str(value)).first() if str(value).isdecimal() else None
