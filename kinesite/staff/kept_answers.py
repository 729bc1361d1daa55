"""Addresses for pages with which forms of the desk are answered: a refusal, a question, a preview.

A browser that goes back to a page that was the answer to a form, or reloads it, asks to send the
form once more. So the desk is led to an address of that page: that of the form, or the one that a
view names as `Content-Location`, with a random token. The page is shown there as it was for a
quarter of an hour, to the same login alone. It carries the versions that it showed, so a press on
it is checked like one on any page that has been open for a while.
"""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from booking.reception.admin.menu import VIEWSETS
from booking.reception.views.support.shown import member_of_staff
from booking.services.privacy.keep_answer import keep_answer, kept_answer
from kinesite.staff.kept_forms import is_by_script

# Marks the token in the address of such a page.
MARK = "antwoord"
SHOWN = (HTTPStatus.OK, HTTPStatus.CONFLICT)
# Namespaces of the addresses of the desk.
DESK = {one.url_namespace for each in VIEWSETS for one in getattr(each, "registerables", [each])}


def take_token(request: HttpRequest) -> str:
    """Take the token out of the address, so that a view sees the address of its form.

    Returns an empty text where there is none, and for somebody who is not signed in: the screen to
    sign in leads back to the whole address.
    """
    if MARK not in request.GET or not request.user.is_authenticated:
        return ""
    asked = request.GET.copy()
    token = str(asked.pop(MARK)[-1])
    request.META["QUERY_STRING"] = asked.urlencode()
    request.GET = QueryDict(request.META["QUERY_STRING"])
    return token


def answer_again(request: HttpRequest, token: str) -> HttpResponse | None:
    """The page of that token, as it was; None if there is none to show."""
    user = member_of_staff(request)
    now = timezone.now()
    kept = kept_answer(token=token, path=request.path, user=user, now=now) if user else None
    if kept is None:
        return None
    page = HttpResponse(kept[0], status=kept[1])
    add_never_cache_headers(page)
    return page


def lead_to_answer(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Lead to an address of the page that answers a form of the desk; else return the response.

    Scripts that show a part of the answer take it as it is, and so does everybody where the page is
    too large to keep.
    """
    user = member_of_staff(request)
    if user is None or not is_page_of_desk(request, response):
        return response
    path, _mark, query = response.get("Content-Location", request.get_full_path()).partition("?")
    token = keep_answer(
        page=response.content,
        status=response.status_code,
        path=path,
        user=user,
        now=timezone.now(),
    )
    if token is None:
        return response
    asked = QueryDict(query, mutable=True)
    asked[MARK] = token
    leads_on = redirect(f"{path}?{asked.urlencode()}")
    leads_on.cookies = response.cookies
    return leads_on


def shows_as_page(request: HttpRequest) -> bool:
    """Tell whether the answer takes the place of the page: in the browser, or by a script in it."""
    return request.headers.get("X-Shown-As") == "page" or not (
        is_by_script(request) or "HX-Request" in request.headers
    )


def is_page_of_desk(request: HttpRequest, response: HttpResponse) -> bool:
    """Tell whether somebody at the desk sent a form and would see this page as its answer."""
    if request.method != "POST" or response.status_code not in SHOWN or response.streaming:
        return False
    if not shows_as_page(request) or not response.content:
        return False
    if not response.get("Content-Type", "").startswith("text/html"):
        return False
    match = request.resolver_match
    return match is not None and match.namespace in DESK
