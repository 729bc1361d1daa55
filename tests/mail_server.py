"""A real mail server for the tests, which can misbehave."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.processes import free_port


@dataclass
class MailServer:
    """Keeps what it gets in `mails`, and misbehaves as its other attributes say."""

    port: int
    mails: list[EmailMessage] = field(default_factory=list)
    # What it answers to a mail instead of keeping it.
    refusal: str = ""
    unknown_addresses: set[str] = field(default_factory=set)
    # Seconds before it keeps a mail.
    delay: float = 0
    # Keeps the mail and never says so.
    says_nothing: bool = False
    hangs_up_in_the_middle: bool = False
    # How many mails it began to read.
    begun: int = 0

    async def handle_RCPT(  # noqa: N802  aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.unknown_addresses:
            return "550 5.1.1 No such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802  aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        await asyncio.sleep(self.delay)
        if self.refusal:
            return self.refusal
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        if self.says_nothing:
            await asyncio.sleep(3600)
        return "250 OK"

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"


class Conversation(SMTP):
    """With one client of a MailServer."""

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802  aiosmtpd's name
        self.event_handler.begun += 1
        if self.event_handler.hangs_up_in_the_middle:
            await self.push("354 Go on")
            await self._reader.readline()
            self.transport.abort()
        else:
            await super().smtp_DATA(arg)


class MailController(Controller):
    def factory(self) -> SMTP:
        return Conversation(self.handler, **self.SMTP_kwargs)


@pytest.fixture
def smtp_server(settings: Any) -> Iterator[MailServer]:
    """The site sends to it. It refuses and delays as its attributes say."""
    server = MailServer(free_port())
    controller = MailController(server, hostname="127.0.0.1", port=server.port, ready_timeout=60)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    yield server
    controller.stop()
