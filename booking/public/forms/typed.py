"""Fields for typed text, which each tidy it before anything checks it.

Every form of the site has these for names, addresses and texts; forms of Wagtail get them in
kinesite/staff/typed_text.py.
"""

import re
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from phonenumber_field import formfields
from phonenumber_field.phonenumber import PhoneNumber

from booking.text.hints import address_hint, phone_hint
from booking.text.typed import tidy_address, tidy_line, tidy_text

# Characters of markup, links and addresses, and the full stops of other scripts, which make a link
# too.
NOT_IN_A_NAME = r"<>@/\\:{}\[\]\u3002\uff0e\uff61"
# A name is mailed to an address that nobody checked, so it must not carry a link, a second line or
# a phone number. The pattern takes linear time, also for a megabyte of text.
plain_name = RegexValidator(
    rf"\A(?=.*?[^\W\d_])(?!(?:\D*\d){{6}})[^{NOT_IN_A_NAME}]*+\Z",
    _("Fill in a name as you would write it on an envelope."),
)


class TextField(forms.CharField):
    """A text of some lines, without signs that nobody sees."""

    def to_python(self, value: Any) -> Any:
        return tidy_text(super().to_python(value) or "") or self.empty_value


class LineField(forms.CharField):
    """A text of one line with single spaces, without signs that nobody sees."""

    def to_python(self, value: Any) -> Any:
        return tidy_line(super().to_python(value) or "") or self.empty_value


class NameField(LineField):
    """A person's name, tidied before its length is checked: the column holds the tidied name.

    There is a space after a full stop inside a word, as mail programs would make a link of a bare
    domain. Example: "jan.be " becomes "jan. be".
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=100, validators=[plain_name], **kwargs)

    def to_python(self, value: Any) -> str:
        return re.sub(r"\.(?=\w\w)", ". ", super().to_python(value))


class AddressField(forms.EmailField):
    """An e-mail address without signs that nobody sees, and a sentence about what is wrong."""

    def to_python(self, value: Any) -> str:
        return tidy_address(super().to_python(value) or "")

    def run_validators(self, value: str) -> None:
        try:
            super().run_validators(value)
        except ValidationError as error:
            if len(value) <= (self.max_length or 0) and (hint := address_hint(value)):
                raise ValidationError(hint) from error
            raise


class MailField(AddressField):
    """An e-mail address, with messages for patients."""

    widget = forms.EmailInput(attrs={"autocomplete": "email"})
    default_error_messages: ClassVar = {
        "required": _("Fill in your e-mail address."),
        "invalid": _("This e-mail address is not right. It looks like name@example.be."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=_("E-mail"), max_length=254, **kwargs)


class PhoneField(formfields.PhoneNumberField):
    """A phone number as people in Belgium type it, and a sentence about what is wrong."""

    default_error_messages: ClassVar = {
        "required": _("Fill in your phone number."),
        "invalid": _("This phone number is not right. It looks like 0470 12 34 56."),
    }

    def __init__(self, **kwargs: Any) -> None:
        usual: dict[str, Any] = {"label": _("Phone"), "region": "BE"}
        super().__init__(**usual | {"widget": forms.TextInput({"type": "tel"})} | kwargs)

    def to_python(self, value: Any) -> PhoneNumber | str:
        return super().to_python(tidy_address(str(value or "")))

    def run_validators(self, value: PhoneNumber | str) -> None:
        try:
            super().run_validators(value)
        except ValidationError as error:
            if hint := phone_hint(str(getattr(value, "raw_input", value) or "")):
                raise ValidationError(hint) from error
            raise
