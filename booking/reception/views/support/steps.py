"""Steps that are posted and change nothing: a search, a choice, a plan. Each has its own address.

A name must not stand in an address, which servers log and browsers keep, so a step is posted. It
leads to an address with a random token, so that Back and reloading show that step again and no
browser asks to send it once more. What was posted waits in a signed cookie of that token, for this
screen alone, or those below an address, and for a quarter of an hour.
"""

import time
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.crypto import get_random_string

# In the address of a step, and in the names of the cookies.
STEP = "gevonden"
KEPT_FOR = timedelta(minutes=15)
# Bytes of all cookies of one screen: servers refuse headers that are too large.
MOST_KEPT = 3500


def lead_to_step(request: HttpRequest, posted: Any, address: str) -> HttpResponse | None:
    """Lead to the address with a token by which kept_step() finds `posted`, JSON, again.

    So do the screens whose addresses begin like that one. None if that is too much to keep: the
    page then has to answer at once.
    """
    path, _mark, query = address.partition("?")
    asked, token = QueryDict(query, mutable=True), _new_token()
    text = signing.dumps(posted, salt=STEP, compress=True)
    if len(text) > MOST_KEPT:
        return None
    asked[STEP] = token
    response = redirect(f"{path}?{asked.urlencode()}")
    for name in _to_forget(request, MOST_KEPT - len(text)):
        response.delete_cookie(name, path=path, samesite="Lax")
    response.set_cookie(
        f"{STEP}-{token}",
        text,
        max_age=KEPT_FOR,
        path=path,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def kept_step(request: HttpRequest) -> Any:
    """Return what was posted for the token in the address; None if none is kept."""
    kept = request.COOKIES.get(f"{STEP}-{request.GET.get(STEP, '')}", "")
    try:
        return signing.loads(kept, salt=STEP, max_age=KEPT_FOR)
    except signing.BadSignature:
        return None


def kept_form(request: HttpRequest) -> QueryDict | None:
    """The fields of the form that is at this step, as they were posted; None if there are none."""
    kept = kept_step(request) if request.method != "POST" else None
    if not isinstance(kept, dict):
        return None
    posted = QueryDict(mutable=True)
    for name, values in kept.items():
        posted.setlist(name, values)
    return posted


def lead_on_with_form(request: HttpRequest) -> HttpResponse | None:
    """Lead to the step of the form that was posted; None if it is too much to keep."""
    posted = dict(request.POST.lists())
    posted.pop("csrfmiddlewaretoken", None)
    return lead_to_step(request, posted, request.get_full_path())


def _new_token() -> str:
    """A word that nobody can guess; of two words, the later one sorts last."""
    return f"{time.time_ns():016x}{get_random_string(12)}"


def _to_forget(request: HttpRequest, room: int) -> list[str]:
    """Names of the oldest steps, without which the others fit into so many bytes."""
    newest_first = sorted(
        (one for one in request.COOKIES.items() if one[0].startswith(f"{STEP}-")), reverse=True
    )
    total, names = 0, []
    for name, text in newest_first:
        total += len(name) + len(text)
        if total > room:
            names.append(name)
    return names
