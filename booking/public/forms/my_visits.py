"""Forms about appointments that a patient has: cancel, move, ask for a link."""

from typing import Any, Literal

from crispy_forms.layout import Field
from django import forms
from django.utils.translation import gettext_lazy as _

from booking.choices import CancellationReason
from booking.public.forms.fields import FieldsOnly
from booking.public.forms.hold import MomentForm
from booking.public.forms.honeypot import HONEYPOT, HoneypotMixin
from booking.public.forms.typed import MailField
from booking.services.practice.bookable import Bookable


class CancelForm(forms.Form):
    """An optional reason to cancel; none is chosen beforehand."""

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
        """Return the reason that was chosen, or "" without a known one.

        A reason that we do not know must not keep anybody from cancelling.
        """
        reason = self.cleaned_data.get("reason") if self.is_valid() else None
        return CancellationReason(reason) if reason else ""


class MoveForm(MomentForm):
    """The opening that was pressed in the list to move an appointment to."""

    def __init__(self, *args: Any, bookable: Bookable, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bookable = bookable

    @property
    def first_fault(self) -> str:
        """The first error message. For a form that is not valid."""
        return str(next(iter(self.errors.values()))[0])


class LinkForm(HoneypotMixin):
    """The mailbox that asks for a link to its appointments."""

    email = MailField(help_text=_("The address that we send your mails to."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FieldsOnly(HONEYPOT, "email")
