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
from booking.choices import LetterKind
from booking.emails import calendar
from booking.emails.blocks import Block
from booking.emails.context import Matter, matter_of
from booking.emails.letters import blocks_of
from booking.emails.texts import words_of
from booking.models import MailText, Notification
from booking.practice import Practice
from booking.text.formats import moment_text, phone_text
from booking.text.translated import known_language

SHOWN_IN_CALENDARS = (
    LetterKind.BOOKED,
    LetterKind.MOVED,
    LetterKind.CANCELLED,
    LetterKind.CALLED_OFF,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """`preheader` is what a list of mails shows after the subject."""

    subject: str
    preheader: str
    blocks: Sequence[Block]
    practice: Practice
    website: str

    def as_text(self) -> str:
        end = [self.practice.name, self.practice.address, phone_text(self.practice.phone)]
        signature = "\n".join(["-- ", *filter(None, end), self.website])
        return "\n\n".join([*(block.as_text() for block in self.blocks), signature]) + "\n"

    def as_html(self) -> str:
        return render_to_string("booking/emails/letter.html", {"letter": self})


def compose(notification: Notification, *, now: datetime) -> EmailMultiAlternatives:
    """The mail that is owed, ready to send. Its patient has an address."""
    patient = notification.patient
    language = known_language(patient.language)
    with translation.override(language):
        matter = matter_of(notification, now=now)
        own = MailText.objects.filter(kind=matter.kind, language=language).first()
        letter = letter_about(matter, own)
        message = EmailMultiAlternatives(
            subject=letter.subject,
            body=letter.as_text(),
            from_email=formataddr((matter.practice.name, settings.DEFAULT_FROM_EMAIL)),
            to=[patient.email],
            reply_to=[matter.practice.email] if matter.practice.email else None,
            headers=_headers(notification),
        )
        message.attach_alternative(letter.as_html(), "text/html")
        _add_calendar(message, matter)
    return message


def letter_about(matter: Matter, own: MailText | None) -> Letter:
    """In the language that is active."""
    words = words_of(own, matter.kind, matter.values())
    return Letter(
        subject=words.subject,
        preheader=_preheader(matter),
        blocks=blocks_of(matter, words),
        practice=matter.practice,
        website=_website(matter.practice),
    )


def calendar_of(matter: Matter) -> str:
    """The entry that goes along; empty where none does: a reminder changes nothing."""
    if matter.series:
        return calendar.series_text(matter.visits, matter.practice, now=matter.now)
    if matter.visit and matter.kind in SHOWN_IN_CALENDARS:
        return calendar.calendar_text(matter.visit, matter.practice, now=matter.now)
    return ""


def _website(practice: Practice) -> str:
    """Its pages are Dutch; in other languages patients are led to where theirs are."""
    return practice.website if get_language() == settings.LANGUAGE_CODE else links.start_url()


def _preheader(matter: Matter) -> str:
    """It shows on locked screens, like the subject."""
    if matter.entry:
        return _("Use this e-mail to find your place again.")
    if matter.offer:
        until = {"moment": moment_text(matter.offer.expires_at)}
        return _("We keep it for you until %(moment)s.") % until
    return matter.practice.address or matter.practice.name


def _headers(notification: Notification) -> dict[str, str]:
    """The same Message-ID each time: sent twice after a crash, it shows once in most mailboxes.

    One that the desk sends again is owed anew, and shows again.
    """
    owed = f"{notification.sequence}.{notification.created_at.astimezone(UTC):%Y%m%d%H%M%S}"
    visits = notification.appointment or notification.series
    about = visits or notification.entry or notification.offer or notification.patient
    state = f"{about.uid}.{notification.kind}.{owed}"
    domain = settings.DEFAULT_FROM_EMAIL.rsplit("@", 1)[-1]
    return {
        "Message-ID": f"<{state}@{domain}>",
        "Auto-Submitted": "auto-generated",
    }


def _add_calendar(message: EmailMultiAlternatives, matter: Matter) -> None:
    """As a file; that of one visit also as a third form of the message: programs act on it."""
    entry = calendar_of(matter)
    if matter.series and matter.visits:
        message.attach(_("appointments.ics"), entry, "text/calendar; method=PUBLISH")
    elif matter.visit and entry:
        content_type = f"text/calendar; method={calendar.method(matter.visit)}"
        message.attach_alternative(entry, content_type)
        message.attach(_("appointment.ics"), entry, content_type)
