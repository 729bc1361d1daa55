"""The moment that was pressed, with the choice that led to it."""

from datetime import UTC, date, datetime

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from booking.errors import NotAnOpening, NotBookableOnline
from booking.models import Appointment, Practitioner
from booking.public.forms.choice import Choice, ChoiceForm, told_complaint
from booking.public.forms.prescription import PrescriptionForm
from booking.scheduling.openings import Opening
from booking.services.practice.bookable import Bookable


class MomentForm(forms.Form):
    """The moment that was pressed, and the visitor's key: the page writes both."""

    bookable: Bookable

    moment = forms.CharField(
        max_length=150, error_messages={"required": _("Choose a moment from the list.")}
    )
    key = forms.UUIDField(
        error_messages={
            "required": _("Choose a moment from the list."),
            "invalid": _("Choose a moment from the list."),
        },
    )

    @staticmethod
    def moment_of(opening: Opening, practitioner: Practitioner) -> str:
        """The therapist's slug, a bar, the start with its offset."""
        return f"{practitioner.slug}|{opening.starts_at.isoformat()}"

    def add_prefix(self, field_name: str) -> str:
        return super().add_prefix("sleutel" if field_name == "key" else field_name)

    def clean_moment(self) -> tuple[Practitioner, datetime]:
        return read_moment(self.cleaned_data["moment"], self.bookable)


class HoldForm(MomentForm, ChoiceForm):
    """A moment, with the choice that led to it."""


def read_moment(value: str, bookable: Bookable) -> tuple[Practitioner, datetime]:
    """What MomentForm.moment_of wrote. Raises ValidationError."""
    slug, _bar, start = value.partition("|")
    person = bookable.practitioner(slug)
    if person is None:
        raise ValidationError(str(NotBookableOnline()))
    try:
        starts_at = datetime.fromisoformat(start)
    except ValueError as error:
        raise ValidationError(str(NotAnOpening())) from error
    if starts_at.tzinfo is None or not date.min.year + 1 < starts_at.year < date.max.year:
        raise ValidationError(str(NotAnOpening()))
    # PostgreSQL reads no offset of sixteen hours or more.
    return person, starts_at.astimezone(UTC)


def choice_of_hold(held: Appointment, address: QueryDict, *, today: date) -> Choice:
    """What led to the hold, by the address of its page: whether there was a preference at all."""
    preferred = address.get("kinesitherapeut", held.practitioner.slug) == held.practitioner.slug
    return Choice(
        held.treatment,
        held.practitioner if preferred else None,
        told_complaint(address.get("klacht", "")),
        PrescriptionForm(address, today=today).prescription,
    )
