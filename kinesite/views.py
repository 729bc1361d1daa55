"""Health addresses, and pages for requests that failed."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import requires_csrf_token
from django.views.decorators.http import require_safe

from booking.text.formats import phone_text
from kinesite import health
from kinesite.known_phone import known_phone
from kinesite.practice import current_practice
from kinesite.staff.kept_forms import answer_stale_token, is_for_staff


@never_cache
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """Answer that the process is alive.

    Database and broker are not asked, as a restart of this process would not mend them.
    """
    return HttpResponse("live", content_type="text/plain")


@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Answer "ready" with the delays if there are any, or status 503 with the problems."""
    if problems := health.problems():
        return HttpResponse("\n".join(problems), content_type="text/plain", status=503)
    return HttpResponse("\n".join(["ready", *health.delays()]), content_type="text/plain")


@requires_csrf_token
def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def method_not_allowed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Put a page into an answer that says only which methods the address takes."""
    context = {"practice": current_practice(request)}
    response.content = render_to_string("405.html", context, request).encode()
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Show that a request is damaged, without context processors, which would read it."""
    return plain_page(request, "400.html", status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """Show that something failed, without context processors, which may need the database."""
    return plain_page(request, "500.html", status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Show that a form came without its token; `reason` is for developers, and logged."""
    if is_for_staff(request):
        return answer_stale_token(request)
    context = {"practice": current_practice(request)}
    return render(request, "403_csrf.html", context, status=403)


def plain_page(request: HttpRequest, template: str, *, status: int) -> HttpResponse:
    """Show a page that needs no database, in the language of the address."""
    language = translation.get_language_from_path(request.path) or settings.LANGUAGE_CODE
    phone = known_phone()
    with translation.override(language):
        page = render_to_string(template, {"phone": phone, "shown_phone": phone_text(phone)})
    return HttpResponse(page, status=status)
