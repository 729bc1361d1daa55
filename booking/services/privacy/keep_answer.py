"""Pages with which the desk was answered, and what it typed, kept for a quarter of an hour."""

import json
import zlib
from datetime import datetime
from hashlib import blake2s
from typing import TYPE_CHECKING, Any

from django.utils.crypto import get_random_string

from booking.models import KeptAnswer
from booking.models.kept_answer import TOKEN_SIGNS

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# Bytes of a page as it is kept. The longest form of the desk takes a tenth of it.
MOST_KEPT = 400_000
# A low level: a page of an agenda is made small in some milliseconds.
LEVEL = 3


def keep_answer(*, page: bytes, status: int, path: str, user: "User", now: datetime) -> str | None:
    """Keep a page for its user; returns the token of its address, or None if it is too large.

    What has been kept for long enough is deleted first.
    """
    delete_old_answers(now=now)
    small = zlib.compress(page, LEVEL)
    if len(small) > MOST_KEPT:
        return None
    kept = KeptAnswer.objects.create(
        token=get_random_string(TOKEN_SIGNS),
        user=user,
        rights=_rights_of(user),
        path=path,
        status=status,
        page=small,
        answered_at=now,
    )
    return kept.token


def kept_answer(*, token: str, path: str, user: "User", now: datetime) -> tuple[bytes, int] | None:
    """The page of a token and its status; None unless this user may still see it, and there."""
    kept = _kept(token, user, now)
    if kept is None or kept.path != path or kept.status is None:
        return None
    return zlib.decompress(kept.page), kept.status


def keep_posted(
    *, posted: Any, path: str, user: "User", now: datetime, token: str = ""
) -> str | None:
    """Keep what was posted or typed, JSON, for the screens whose addresses begin with `path`.

    Returns its token, or None if it is too large. A `token` that a script made, or of before, gets
    what is typed now.
    """
    delete_old_answers(now=now)
    small = zlib.compress(json.dumps(posted).encode(), LEVEL)
    if len(small) > MOST_KEPT:
        return None
    values = {"path": path, "page": small, "rights": _rights_of(user), "answered_at": now}
    mine = KeptAnswer.objects.filter(pk=token, user=user.pk, status=None)
    if token and mine.update(**values):
        return token
    new = token or get_random_string(TOKEN_SIGNS)
    _row, is_new = KeptAnswer.objects.get_or_create(pk=new, defaults={"user": user, **values})
    return new if is_new else None


def kept_posted(*, token: str, path: str, user: "User", now: datetime) -> Any:
    """Return what was kept for that token; None unless this user may still see it, and there."""
    kept = _kept(token, user, now)
    if kept is None or kept.status is not None or not path.startswith(kept.path):
        return None
    return json.loads(zlib.decompress(kept.page))


def forget_posted(*, token: str, user: "User") -> None:
    """Delete what was typed, as it is done by now."""
    KeptAnswer.objects.filter(pk=token, user=user.pk, status=None).delete()


def _kept(token: str, user: "User", now: datetime) -> KeptAnswer | None:
    """The row of that token, if this user's rights are what they were."""
    kept = KeptAnswer.objects.kept(now).filter(pk=token, user=user.pk).first()
    return kept if kept and kept.rights == _rights_of(user) else None


def delete_old_answers(*, now: datetime) -> int:
    """Delete pages that have been kept for long enough; returns their number."""
    deleted, _by_model = KeptAnswer.objects.past(now).delete()
    return deleted


def forget_answers() -> None:
    """Delete all kept pages: any of them may name somebody whose details are erased."""
    KeptAnswer.objects.all().delete()


def _rights_of(user: "User") -> str:
    """A digest of all that a user may do."""
    return blake2s(" ".join(sorted(user.get_all_permissions())).encode()).hexdigest()
