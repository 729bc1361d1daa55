"""The letters, each in a module of its own: LetterKind.CALLED_OFF is `LETTER` in called_off.py."""

from datetime import datetime
from importlib import import_module
from typing import Any

from booking.choices import LetterKind
from booking.emails.context import LetterContext
from booking.emails.letters.base import Letter
from booking.emails.samples import MadeUp


def _letter(kind: LetterKind) -> Letter[Any]:
    """Find the letter of a kind. Raises ModuleNotFoundError, so that no site starts without it."""
    letter: Letter[Any] = import_module(f"{__name__}.{kind.name.lower()}").LETTER
    return letter


LETTERS = {kind: _letter(kind) for kind in LetterKind}


def sample_of(kind: LetterKind, *, now: datetime) -> LetterContext:
    """Made-up facts for one kind of letter, in the active language. Nothing of it is stored."""
    context: LetterContext = LETTERS[kind].sample(MadeUp(now))
    return context
