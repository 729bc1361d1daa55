"""The opening that a visitor pressed, with the choice that led to it."""

from datetime import UTC, date, datetime

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from booking.errors import NotAnOpening, NotBookableOnline
from booking.models import Appointment, Practitioner
from booking.public.forms.choice import Choice, ChoiceForm, read_complaint
from booking.public.forms.prescription import PrescriptionForm
from booking.scheduling.openings import Opening
from booking.services.practice.bookable import Bookable


class MomentForm(forms.Form):
    """An opening that was pressed, and the key of the visitor. The page fills in both."""

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
        """Write an opening as the value of its button.

        Example: "noor-tester|2027-01-11T09:00:00+00:00".
        """
        return f"{practitioner.slug}|{opening.starts_at.isoformat()}"

    def add_prefix(self, field_name: str) -> str:
        return super().add_prefix("sleutel" if field_name == "key" else field_name)

    def clean_moment(self) -> tuple[Practitioner, datetime]:
        return read_moment(self.cleaned_data["moment"], self.bookable)


class HoldForm(MomentForm, ChoiceForm):
    """An opening that was pressed, with the choice that led to it."""


def read_moment(value: str, bookable: Bookable) -> tuple[Practitioner, datetime]:
    """Read a value that MomentForm.moment_of wrote: a therapist and a start in UTC.

    Raises ValidationError.
    """
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
    # In UTC, as PostgreSQL accepts no offset of sixteen hours or more.
    return person, starts_at.astimezone(UTC)


def choice_of_hold(held: Appointment, address: QueryDict, *, today: date) -> Choice:
    """Return the choice that led to this hold, read from the address of its page.

    Without `kinesitherapeut` in the address the therapist of the hold was the preference.
    """
    preferred = address.get("kinesitherapeut", held.practitioner.slug) == held.practitioner.slug
    return Choice(
        held.treatment,
        held.practitioner if preferred else None,
        read_complaint(address.get("klacht", "")),
        PrescriptionForm(address, today=today).prescription,
    )
