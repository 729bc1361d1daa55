"""Who asks: a random key in a cookie, so that a visitor keeps one time, and a network address."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

COOKIE = "bezoeker"
COOKIE_AGE = 24 * 60 * 60


def visitor_of(request: HttpRequest) -> UUID | None:
    """The key that an earlier answer gave this browser, if it keeps cookies."""
    try:
        return UUID(request.COOKIES.get(COOKIE, ""))
    except ValueError:
        return None


def remember_visitor(response: HttpResponse, key: UUID) -> None:
    response.set_cookie(
        COOKIE,
        key.hex,
        max_age=COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def address_of(request: HttpRequest) -> str:
    """What a proxy of ours added comes last; all before it the visitor may have made up."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_PROXY else ""
    return forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
