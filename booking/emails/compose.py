"""The message of a mail that is owed, composed when it is sent.

"Owed" is a row of `Notification`, written in the transaction of the change that it tells of. The
letter is composed when a worker sends it, from the rows as they are by then.

Example: at 9:00 the desk moves an appointment. A mail of kind MOVED is owed, due at 9:05, with the
old time as `known`. At 9:05 a worker calls `compose`: `context_of` gathers a VisitContext, the
letter in `letters/moved.py` makes blocks of it, and these become text, HTML and a calendar entry.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import formataddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from booking import links
from booking.choices import LetterKind, NotificationKind
from booking.emails import calendar
from booking.emails.blocks import Block, Paragraph
from booking.emails.context import (
    LetterContext,
    SeriesContext,
    VisitContext,
    context_of,
    letter_kind_of,
)
from booking.emails.letters import LETTERS
from booking.emails.texts import words_of
from booking.models import MailText, Notification
from booking.practice import Practice
from booking.text.formats import phone_text
from booking.text.translated import known_language


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenLetter:
    """A letter with everything filled in.

    `preheader` is the line that lists of mails show after the subject, `website` the address in the
    signature.
    """

    subject: str
    preheader: str
    blocks: Sequence[Block]
    practice: Practice
    website: str

    def as_text(self) -> str:
        """The letter as plain text, with the practice's signature."""
        end = [self.practice.name, self.practice.address, phone_text(self.practice.phone)]
        signature = "\n".join(["-- ", *filter(None, end), self.website])
        return "\n\n".join([*(block.as_text() for block in self.blocks), signature]) + "\n"

    def as_html(self) -> str:
        """The letter as HTML for mail programs."""
        return render_to_string("booking/emails/letter.html", {"letter": self})


def compose(notification: Notification, *, now: datetime) -> EmailMultiAlternatives:
    """Compose the mail that is owed, ready to send, in the language of its patient.

    The patient must have an address. Takes at most three queries when the notification comes from
    `for_sending()`.
    """
    patient = notification.addressee
    language = known_language(patient.language)
    with translation.override(language):
        kind, context = letter_kind_of(notification), context_of(notification, now=now)
        own = MailText.objects.filter(kind=kind, language=language).first()
        letter = write_letter(kind, context, own)
        message = EmailMultiAlternatives(
            subject=letter.subject,
            body=letter.as_text(),
            from_email=sender_of(context.practice),
            to=[patient.email],
            reply_to=[context.practice.email] if context.practice.email else None,
            headers=headers_of(notification) | _ways_out(notification, now),
        )
        message.attach_alternative(letter.as_html(), "text/html")
        _add_calendar(message, kind, context)
    return message


def write_letter(kind: LetterKind, context: LetterContext, own: MailText | None) -> WrittenLetter:
    """Write a letter of one kind in the active language, with the practice's own words if any."""
    letter, words = LETTERS[kind], words_of(own, kind, context.values())
    return WrittenLetter(
        subject=words.subject,
        preheader=letter.preheader(context),
        blocks=[
            Paragraph(_("Hello %(name)s,") % {"name": context.patient.addressed_as}),
            *map(Paragraph, words.opening),
            *letter.middle(context),
            *map(Paragraph, [_("Kind regards")] if context.is_over else words.closing),
            *letter.ending(context),
        ],
        practice=context.practice,
        website=_website(context.practice),
    )


def calendar_of(kind: LetterKind, context: LetterContext) -> str:
    """The calendar file of a letter; empty for one that changes nothing in a calendar.

    Example: a confirmation has one. A reminder has none: the calendar shows the appointment since
    the confirmation.
    """
    if not LETTERS[kind].shown_in_calendars:
        return ""
    if isinstance(context, SeriesContext) and context.visits:
        return calendar.series_text(context.visits, context.practice, now=context.now)
    if isinstance(context, VisitContext):
        return calendar.calendar_text(context.visit, context.practice, now=context.now)
    return ""


def _website(practice: Practice) -> str:
    """The address in the signature.

    The practice's site is Dutch, so letters in other languages lead to the booking pages, which
    have those languages.
    """
    return practice.website if get_language() == settings.LANGUAGE_CODE else links.start_url()


def sender_of(practice: Practice) -> str:
    """The sender of all mail, by the name of the practice."""
    return formataddr((practice.name, settings.DEFAULT_FROM_EMAIL))


def headers_of(notification: Notification) -> dict[str, str]:
    """Headers with a Message-ID that is the same each time this mail is composed.

    Example: a worker is killed after sending and before noting it. The mail goes out twice, and
    most mailboxes show it once. If the desk sends a mail again on purpose, `created_at` is new, so
    it has another Message-ID and shows again.
    """
    owed = f"{notification.sequence}.{notification.created_at.astimezone(UTC):%Y%m%d%H%M%S}"
    visits = notification.appointment or notification.series
    wishes = notification.entry or notification.offer or notification.substitution
    about = visits or wishes or notification.patient
    topic = about.uid if about else f"sheets-{notification.sheets_from}"
    state = f"{topic}.{notification.kind}.{owed}"
    domain = settings.DEFAULT_FROM_EMAIL.rsplit("@", 1)[-1]
    return {
        "Message-ID": f"<{state}@{domain}>",
        "Auto-Submitted": "auto-generated",
    }


def _ways_out(notification: Notification, now: datetime) -> dict[str, str]:
    """Headers with which mail programs offer to stop mails like this one (RFC 2369, RFC 8058).

    A reminder has a button of one press: programs post to the address, without a page. Whoever
    leaves the waiting list loses the turn, so its mails only lead to the page that asks.
    """
    if notification.kind == NotificationKind.REMINDER:
        url = links.visits_url(notification.addressee, now=now, page="reminders")
        return {
            "List-Unsubscribe": f"<{url}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
    entry = notification.entry or (notification.offer and notification.offer.entry)
    return {"List-Unsubscribe": f"<{links.waiting_url(entry)}>"} if entry else {}


def _add_calendar(
    message: EmailMultiAlternatives, kind: LetterKind, context: LetterContext
) -> None:
    """Attach the calendar file, if the letter has one.

    The entry of one appointment is also a third form of the message, next to text and HTML: mail
    programs act on it without being asked.
    """
    entry = calendar_of(kind, context)
    if not entry:
        return
    if isinstance(context, VisitContext):
        content_type = f"text/calendar; method={calendar.method(context.visit)}"
        message.attach_alternative(entry, content_type)
        message.attach(_("appointment.ics"), entry, content_type)
    else:
        message.attach(_("appointments.ics"), entry, "text/calendar; method=PUBLISH")
