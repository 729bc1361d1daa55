"""Fields that several forms have, and how crispy renders fields without a form around them."""

from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _


class FieldsOnly(FormHelper):
    """The template writes the form's tag and its token."""

    form_tag = False
    disable_csrf = True

    def __init__(self, *fields: Any) -> None:
        super().__init__()
        if fields:
            self.layout = Layout(*fields)


class DayField(forms.DateField):
    """Picked from a calendar, or typed as people here write a day."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    input_formats: ClassVar = ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"]
    default_error_messages: ClassVar = {
        "required": _("Choose a day."),
        "invalid": _("We cannot read this date. It looks like 24/11/2026."),
    }


class MailField(forms.EmailField):
    widget = forms.EmailInput(attrs={"autocomplete": "email"})
    default_error_messages: ClassVar = {
        "required": _("Fill in your e-mail address."),
        "invalid": _("This e-mail address is not right. It looks like name@example.be."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=_("E-mail"), max_length=254, **kwargs)
