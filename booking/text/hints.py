"""Sentences that help somebody to mend a phone number or an e-mail address."""

import re

import phonenumbers
from django.utils.translation import gettext as _
from phonenumbers import PhoneNumberFormat, ValidationResult

# No number is longer, however it is spaced.
_LONGEST_PHONE = 40


def phone_hint(typed: str) -> str:
    """Say what may be wrong with a phone number that is not right; empty if nobody can tell.

    Example: "06 12345678" may be Dutch or French, as no Belgian number looks like that.
    """
    if len(typed) > _LONGEST_PHONE:
        return ""
    asked = [
        (_("Is this a Dutch number? Put +31 before it: %(number)s."), "NL"),
        (_("Is this a French number? Put +33 before it: %(number)s."), "FR"),
    ]
    hints = [
        words % {"number": number} for words, region in asked if (number := _abroad(typed, region))
    ]
    digits = re.sub(r"\D", "", typed)
    if not hints and (number := _abroad(f"+{digits}", None)):
        hints = [_("Put a + before the number: %(number)s.") % {"number": number}]
    return " ".join(hints) or _length_hint(typed)


def _abroad(typed: str, region: str | None) -> str:
    """The number as it is written from abroad, when it is right in that region; else empty."""
    try:
        number = phonenumbers.parse(typed, region)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(number):
        return ""
    return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)


def _length_hint(typed: str) -> str:
    try:
        number = phonenumbers.parse(typed, "BE")
    except phonenumbers.NumberParseException as error:
        if error.error_type == phonenumbers.NumberParseException.INVALID_COUNTRY_CODE:
            return _("No country has this code. A Belgian number begins with +32 or with 0.")
        return ""
    length = phonenumbers.is_possible_number_with_reason(number)
    if length in {ValidationResult.TOO_SHORT, ValidationResult.IS_POSSIBLE_LOCAL_ONLY}:
        return _("This phone number has too few digits. It looks like 0470 12 34 56.")
    if length == ValidationResult.TOO_LONG:
        return _("This phone number has too many digits. It looks like 0470 12 34 56.")
    return ""


def address_hint(typed: str) -> str:
    """Say what may be wrong with an e-mail address that is not right; empty if nobody can tell."""
    if re.search(r"[(\[{]\s*(at|apestaart(je)?|arobase)\s*[)\]}]", typed, re.IGNORECASE):
        return _("Write the sign @ in the e-mail address, without brackets.")
    if re.search(r"\s", typed):
        return _("There is a space in this e-mail address. Leave it out.")
    if "," in typed:
        return _("There is a comma in this e-mail address. Write a full stop.")
    if typed.count("@") > 1:
        return _("Fill in one e-mail address.")
    return ""
