"""The mails that Django's file backend wrote: a file per connection, mails divided by dashes."""

import mimetypes
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import cached_property
from pathlib import Path

from django.conf import settings

DIVIDER = b"\n" + b"-" * 79 + b"\n"


@dataclass(frozen=True)
class StoredMail:
    """A mail that was kept; `key` names it in an address by its file and position."""

    key: str
    message: EmailMessage

    @property
    def sent_at(self) -> datetime:
        """The time of sending, aware: Django writes UTC as `-0000`, which parsers drop."""
        sent_at = self.message["Date"].datetime
        return sent_at if sent_at.tzinfo else sent_at.replace(tzinfo=UTC)

    @property
    def headers(self) -> list[tuple[str, str]]:
        """Names and values of the headers.

        Templates need this, as they take `message.items` for a header named "items".
        """
        return [(name, str(value)) for name, value in self.message.items()]

    @property
    def text(self) -> str:
        """The body in plain text; empty if there is none."""
        part = self.message.get_body(("plain",))
        return part.get_content() if part else ""

    @property
    def html(self) -> str:
        """The body in HTML; empty if there is none."""
        part = self.message.get_body(("html",))
        return part.get_content() if part else ""

    @cached_property
    def files(self) -> list["MailFile"]:
        """Attachments, and other versions of the text such as a calendar part."""
        shown = [self.message.get_body(("plain",)), self.message.get_body(("html",))]
        parts = [
            part for part in self.message.walk() if not part.is_multipart() and part not in shown
        ]
        return [MailFile(place, part) for place, part in enumerate(parts)]


@dataclass(frozen=True)
class MailFile:
    """A part of a mail that can be downloaded; `place` counts such parts from 0."""

    place: int
    part: EmailMessage

    @property
    def name(self) -> str:
        """The file name, or one made from place and type where the mail gives none."""
        extension = mimetypes.guess_extension(self.content_type) or ""
        return self.part.get_filename(f"part-{self.place + 1}{extension}")

    @property
    def content_type(self) -> str:
        return self.part.get_content_type()

    @property
    def content(self) -> bytes:
        """The decoded bytes."""
        payload = self.part.get_payload(decode=True)
        return payload if isinstance(payload, bytes) else b""


def stored_mails() -> list[StoredMail]:
    """Mails that were kept, newest first; none where mail goes to a server instead."""
    folder = getattr(settings, "EMAIL_FILE_PATH", None)
    files = Path(folder).glob("*.log") if folder else ()
    mails = [mail for path in files for mail in _mails_in(path)]
    return sorted(mails, key=lambda mail: (mail.sent_at, mail.key), reverse=True)


def stored_mail(key: str) -> StoredMail | None:
    return next((mail for mail in stored_mails() if mail.key == key), None)


def _mails_in(path: Path) -> Iterator[StoredMail]:
    for place, raw in enumerate(path.read_bytes().split(DIVIDER)):
        if raw.strip():
            yield StoredMail(
                f"{path.stem}-{place}", message_from_bytes(raw.lstrip(), policy=policy.default)
            )
