"""Steps that are posted and change nothing: a search, a choice, a plan. Each has its own address.

A name must not stand in an address, which servers log and browsers keep, so a step is posted. It
leads to an address with a random token, so that Back and reloading show that step again and no
browser asks to send it once more. What was posted waits with the kept answers of this login, for
this screen alone, or those below an address, and for a quarter of an hour.

What somebody types and did not send yet is kept alike, by a script, under a token that it puts into
the address of the page.
"""

import re
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from booking.models.kept_answer import TOKEN_SIGNS
from booking.reception.views.support.shown import member_of_staff
from booking.services.privacy.keep_answer import forget_posted, keep_posted, kept_posted

# In the address: the token of a step, and of what was typed; the latter is a field of the form too.
STEP = "gevonden"
TYPED = "getypt"
# The field with the address of the form that was typed in.
ADDRESS = "adres"
TOKEN = re.compile(rf"[A-Za-z0-9]{{{TOKEN_SIGNS}}}")


def lead_to_step(request: HttpRequest, posted: Any, address: str) -> HttpResponse | None:
    """Lead to the address with a token by which kept_step() finds `posted`, JSON, again.

    So do the screens whose addresses begin like that one. None if that is too much to keep: the
    page then has to answer at once.
    """
    path, _mark, query = address.partition("?")
    asked, user = QueryDict(query, mutable=True), member_of_staff(request)
    asked.pop(TYPED, None)
    now = timezone.now()
    token = keep_posted(posted=posted, path=path, user=user, now=now) if user else None
    if token is None:
        return None
    asked[STEP] = token
    return redirect(f"{path}?{asked.urlencode()}")


def kept_step(request: HttpRequest, name: str = STEP) -> Any:
    """Return what was kept for the token in the address; None if nothing is."""
    token, user = request.GET.get(name, ""), member_of_staff(request)
    if user is None or not TOKEN.fullmatch(token):
        return None
    return kept_posted(token=token, path=request.path, user=user, now=timezone.now())


def kept_form(request: HttpRequest) -> QueryDict | None:
    """The fields of the form as they were typed or posted last; None if none are kept."""
    if request.method == "POST":
        return None
    kept = kept_step(request, TYPED) or kept_step(request)
    if not isinstance(kept, dict):
        return None
    posted = QueryDict(mutable=True)
    for name, values in kept.items():
        posted.setlist(name, values)
    return posted


def lead_on_with_form(request: HttpRequest) -> HttpResponse | None:
    """Lead to the step of the form that was posted; None if it is too much to keep."""
    return lead_to_step(request, fields_of(request), request.get_full_path())


def fields_of(request: HttpRequest) -> dict[str, list[str]]:
    """The posted fields, without the token of the form and that of what was typed."""
    posted = dict(request.POST.lists())
    for name in ("csrfmiddlewaretoken", TYPED):
        posted.pop(name, None)
    return posted


def keep_what_is_typed(request: HttpRequest) -> bool:
    """Keep the posted fields under the token that they hold; False if they cannot be kept.

    The page may be that of the form, or the agenda beside which the form stands.
    """
    token, user = request.POST.get(TYPED, ""), member_of_staff(request)
    if user is None or not TOKEN.fullmatch(token):
        return False
    fields, now, path = fields_of(request), timezone.now(), reverse("wagtailadmin_home")
    return bool(keep_posted(posted=fields, path=path, user=user, now=now, token=token))


def forget_what_was_typed(request: HttpRequest) -> None:
    """Forget what was kept of the form that was posted: it is done."""
    token = request.POST.get(TYPED) or request.GET.get(TYPED, "")
    user = member_of_staff(request)
    if user and TOKEN.fullmatch(token):
        forget_posted(token=token, user=user)
