"""Enterprise numbers of the Crossroads Bank: ten digits, the last two check the others."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def normalise(text: str) -> str:
    """Normalise a number: "BE 0123456749" becomes "0123.456.749". Raises ValidationError."""
    digits = re.sub(r"[\s.]", "", text.upper().removeprefix("BE"))
    if not re.fullmatch(r"[01][0-9]{9}", digits) or int(digits[:8]) % 97 + int(digits[8:]) != 97:
        raise ValidationError(
            _("This is no enterprise number: it has ten digits, such as 0123.456.749.")
        )
    return f"{digits[:4]}.{digits[4:7]}.{digits[7:]}"
