"""Signatures of links: each is for one purpose, and opens nothing for another."""

from uuid import UUID

from django.core.signing import BadSignature, Signer

from booking.errors import LinkInvalid


def sign(purpose: str, content: str) -> str:
    """The content with a signature for that purpose, fit to stand in an address."""
    return _signer(purpose).sign(content)


def unsigned(purpose: str, value: str) -> str:
    """The content that was signed for that purpose. Raises LinkInvalid."""
    try:
        return _signer(purpose).unsign(value)
    except BadSignature as error:
        raise LinkInvalid from error


def uid_in(purpose: str, value: str) -> UUID:
    """The UID that was signed for that purpose. Raises LinkInvalid."""
    try:
        return UUID(unsigned(purpose, value))
    except ValueError as error:
        raise LinkInvalid from error


def _signer(purpose: str) -> Signer:
    # The separator is a full stop, as mail programs may cut a link at a colon.
    return Signer(salt=f"booking.link.{purpose}", sep=".")
