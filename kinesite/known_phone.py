"""The phone number of the practice for pages that must do without the database.

It is kept in a file beside the uploads, which all programs of the site share. The number is public,
as the uploads are.
"""

from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from kinesite.models import PracticeSettings

NAME = "telefoon.txt"


def known_phone() -> str:
    """The number that was last kept, as E.164; empty if there is none."""
    with suppress(OSError, UnicodeDecodeError):
        return _file().read_text(encoding="ascii").strip()
    return ""


def keep_phone(number: str) -> None:
    """Keep this number, E.164 or empty. Where it cannot be written, none is known."""
    file = _file()
    new = file.with_suffix(".new")
    with suppress(OSError):
        file.unlink(missing_ok=True)
        if number:
            file.parent.mkdir(parents=True, exist_ok=True)
            new.write_text(number, encoding="ascii")
            new.replace(file)


def keep_stored_phone(**_signal: Any) -> None:
    """Keep the number of the settings that were saved or deleted, once that is committed."""
    transaction.on_commit(lambda: keep_phone(_stored_phone()), robust=True)


def keep_earlier_phone(**_signal: Any) -> None:
    """Keep a number that was stored before there was a file, or for another folder of uploads."""
    if number := _stored_phone():
        keep_phone(number)


def _stored_phone() -> str:
    stored = PracticeSettings.objects.first()
    return stored.phone.as_e164 if stored and stored.phone else ""


def _file() -> Path:
    return Path(settings.MEDIA_ROOT) / NAME
