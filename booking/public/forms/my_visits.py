"""What a patient fills in about visits that are there already."""

from typing import Any, Literal

from crispy_forms.layout import Field
from django import forms
from django.utils.translation import gettext_lazy as _

from booking.choices import CancellationReason
from booking.public.forms.fields import FieldsOnly, MailField
from booking.public.forms.hold import MomentForm
from booking.public.forms.honeypot import HONEYPOT, HoneypotMixin
from booking.services.practice.bookable import Bookable


class CancelForm(forms.Form):
    """Nobody has to say why, and nothing is chosen beforehand."""

    reason = forms.ChoiceField(
        label=_("Would you tell us why? You need not."),
        choices=CancellationReason,
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FieldsOnly(
            Field("reason", template="booking/includes/choice_cards.html"),
        )

    def chosen_reason(self) -> CancellationReason | Literal[""]:
        """What was posted, unless it is no reason of ours: that is no ground to keep a visit."""
        reason = self.cleaned_data.get("reason") if self.is_valid() else None
        return CancellationReason(reason) if reason else ""


class MoveForm(MomentForm):
    """The button that was pressed in the list of moments."""

    def __init__(self, *args: Any, bookable: Bookable, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bookable = bookable

    @property
    def first_fault(self) -> str:
        """For a form that is not valid."""
        return str(next(iter(self.errors.values()))[0])


class LinkForm(HoneypotMixin):
    email = MailField(help_text=_("The address that we send your mails to."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FieldsOnly(HONEYPOT, "email")
