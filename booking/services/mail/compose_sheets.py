"""The mail that brings the day sheets to the desk."""

from datetime import date, datetime

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils import translation
from django.utils.translation import gettext as _

from booking.emails.compose import headers_of, sender_of
from booking.models import Notification
from booking.models.evening_mail import evening_mail
from booking.practice import current_practice
from booking.services.practice.sheets_file import DAYS_IN_FILE, sheets_file, sheets_file_name
from booking.text.formats import day_text, moment_text


def compose_sheets(mail: Notification, first: date, *, now: datetime) -> EmailMultiAlternatives:
    """Compose the mail with the sheets from `first` on, as they are now, ready to send.

    Subject and text name no patient: they are kept, and show on locked screens. The file is made
    here and stored nowhere, so an erased patient is in none that goes out later.
    """
    with translation.override(settings.LANGUAGE_CODE):
        practice = current_practice()
        message = EmailMultiAlternatives(
            subject=_("Day sheets from %(day)s") % {"day": day_text(first)},
            body=f"{_text(first, now)}\n\n-- \n{practice.name}\n",
            from_email=sender_of(practice),
            to=[evening_mail().address],
            headers=headers_of(mail),
        )
        file = sheets_file(first, now=now, made_by=_("the website"))
        message.attach(sheets_file_name(first), file, "text/html")
    return message


def _text(first: date, now: datetime) -> str:
    facts = {"day": day_text(first), "count": DAYS_IN_FILE, "moment": moment_text(now)}
    return "\n\n".join(
        [
            _(
                "The attached file has the day sheets of %(count)d days, from %(day)s on, as they"
                " were on %(moment)s. A browser opens it, also without the net."
            )
            % facts,
            _(
                "It has names and phone numbers of patients: do not pass it on, and delete this"
                " mail and the file once there is a newer one."
            ),
        ]
    )
