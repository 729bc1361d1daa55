"""Reasons why a mail was not sent, in words for the desk."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from booking.models.sending import RETURNED

# What a technician reads: the kind of error and the mail server's reply codes.
NO_ANSWER = re.compile(r"Timeout|Disconnected|Connect|Connection|gaierror|OSError|SSL|herror")

# Errors that are not the mail server's.
OF_OURS = {
    "NoAddress": gettext_lazy("The patient has no e-mail address any more"),
    RETURNED: gettext_lazy("It came back to our mailbox"),
}


def mail_trouble(reason: str) -> str:
    """Say why a mail was not sent. Takes the last error of the mail; "" gives "".

    Example: "SMTPRecipientsRefused 550" gives "De mailserver weigert dit adres: misschien bestaat
    het niet (SMTPRecipientsRefused 550)".
    """
    return f"{_words(reason)} ({reason})" if reason else ""


def _words(reason: str) -> str:
    kind, *codes = reason.split()
    for_good = any(code.startswith("5") for code in codes)
    if told := OF_OURS.get(kind):
        return str(told)
    if kind == "SMTPRecipientsRefused" and for_good:
        return _("The mail server refuses this address: perhaps it does not exist")
    if kind == "SMTPAuthenticationError":
        return _("The mail server does not let the website in: tell whoever looks after the site")
    if kind == "SMTPSenderRefused":
        return _("The mail server refuses the practice as the sender")
    if codes and for_good:
        return _("The mail server refuses this mail")
    if codes:
        return _("The mail server does not take this mail now")
    if NO_ANSWER.search(kind):
        return _("The mail server does not answer")
    return _("Something went wrong on the website: tell whoever looks after it")
