"""What a patient fills in about visits that are there already."""

from datetime import datetime
from typing import Any, Literal

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from booking.choices import CancellationReason
from booking.forms.hold import read_moment
from booking.forms.honeypot import HONEYPOT, HoneypotMixin
from booking.models import Practitioner
from booking.services.offer import Offer


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
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            Field("reason", template="booking/includes/choice_cards.html"),
        )

    def chosen_reason(self) -> CancellationReason | Literal[""]:
        """What was posted, unless it is no reason of ours: that is no ground to keep a visit."""
        reason = self.cleaned_data.get("reason") if self.is_valid() else None
        return CancellationReason(reason) if reason else ""


class MoveForm(forms.Form):
    """The button that was pressed in the list of moments (HoldForm.moment_of)."""

    moment = forms.CharField(
        max_length=150, error_messages={"required": _("Choose a moment from the list.")}
    )
    sleutel = forms.UUIDField(
        error_messages={
            "required": _("Choose a moment from the list."),
            "invalid": _("Choose a moment from the list."),
        }
    )

    def __init__(self, *args: Any, offer: Offer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer = offer

    def clean_moment(self) -> tuple[Practitioner, datetime]:
        return read_moment(self.cleaned_data["moment"], self.offer)

    @property
    def first_fault(self) -> str:
        """For a form that is not valid."""
        return str(next(iter(self.errors.values()))[0])


class LinkForm(HoneypotMixin):
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("The address that we send your mails to."),
        error_messages={
            "required": _("Fill in your e-mail address."),
            "invalid": _("This e-mail address is not right. It looks like name@example.be."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(HONEYPOT, "email")
