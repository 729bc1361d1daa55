"""Middleware for the content policy, what staff sent and was answered, and what has no answer."""

from collections.abc import Callable

from csp.middleware import CSPMiddleware
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotAllowed,
)
from django.urls import reverse

from booking.models.history import Door, came_by
from kinesite.content_policy import FOR_STAFF
from kinesite.staff.kept_answers import answer_again, lead_to_answer, shows_as_page, take_token
from kinesite.staff.kept_forms import (
    KeptForm,
    ask_to_sign_in,
    is_by_script,
    leads_to_login,
    refuses,
)
from kinesite.views import method_not_allowed, page_not_found

SAFE = ("GET", "HEAD", "OPTIONS")
GetResponse = Callable[[HttpRequest], HttpResponse]


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """A content policy that is strict for visitors and allows inline code in the Wagtail admin."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if request.path.startswith(reverse("wagtailadmin_home")):
            response._csp_replace = FOR_STAFF  # type: ignore[attr-defined]  # noqa: SLF001  what csp_replace() sets
        return super().process_response(request, response)


class KeptFormMiddleware:
    """Keep what staff sent after their login ended, or with one that may not do it.

    Wagtail would only ask to sign in, or lead to its first page.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method != "POST" or is_by_script(request):
            return response
        is_refused = refuses(request, response)
        if is_refused or leads_to_login(response):
            return ask_to_sign_in(request, KeptForm.of(request), is_refused=is_refused)
        return response


class KeptAnswerMiddleware:
    """Give a page that answers a form of the desk an address, so that Back sends nothing again."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = take_token(request)
        is_asked = token and request.method == "GET" and shows_as_page(request)
        again = answer_again(request, token) if is_asked else None
        return again or lead_to_answer(request, self.get_response(request))


class DoorMiddleware:
    """Note in the history by which door a change comes, and from whom at the desk."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in SAFE:  # nothing changes, so nothing is noted
            return self.get_response(request)
        if not request.path.startswith(reverse("wagtailadmin_home")):
            with came_by(Door.WEBSITE):
                return self.get_response(request)
        with came_by(Door.DESK, request.user.pk):
            return self.get_response(request)


class OwnErrorPagesMiddleware:
    """Show our own pages where DEBUG would show Django's (404) and where views show none (405)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_empty = isinstance(response, HttpResponseNotAllowed) and not response.content
        # Machines ask for health, and a page would ask the database.
        if is_empty and not request.path.startswith("/health/"):
            return method_not_allowed(request, response)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return page_not_found(request, exception) if isinstance(exception, Http404) else None
