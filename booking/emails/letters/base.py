"""The shape of a letter: what a module beside this one fills in."""

from abc import ABC, abstractmethod
from typing import ClassVar, Generic, TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from booking import links
from booking.emails.blocks import Block, Link
from booking.emails.context import LetterContext
from booking.emails.samples import MadeUp
from booking.models.mail_text import Variable

ContextT = TypeVar("ContextT", bound=LetterContext)


class Letter(ABC, Generic[ContextT]):
    """One kind of letter, written from one kind of context.

    `subject`, `opening` and `closing` are our words, which the practice may replace by its own
    (`MailText`). They hold words in braces, of which `variables` is the closed list; values are
    filled in by `booking/emails/texts.py`. Subjects show on locked screens and in lists of mails:
    no name of a person and nothing medical.

    The methods return plain text in the active language.
    """

    subject: ClassVar[Promise | str]
    opening: ClassVar[Promise | str]
    closing: ClassVar[Promise | str]
    variables: ClassVar[tuple[Variable, ...]]
    # True when the mail changes what a calendar shows: its entries then go along.
    shown_in_calendars: ClassVar[bool] = False

    @abstractmethod
    def middle(self, context: ContextT) -> list[Block]:
        """The facts and buttons between the opening and the closing."""

    @abstractmethod
    def sample(self, made_up: MadeUp) -> ContextT:
        """Facts that are made up, for the preview in the admin and for the tests."""

    def preheader(self, context: ContextT) -> str:
        """The line that lists of mails and locked screens show after the subject."""
        return context.practice.address or context.practice.name

    def ending(self, context: ContextT) -> list[Block]:
        """The link to all appointments, below the closing."""
        url = links.visits_url(context.patient, now=context.now)
        return [Link(_("All your appointments"), url)]
