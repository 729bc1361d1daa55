"""Who asks: a random key in a cookie, so that a visitor keeps one time, and a network address."""

from ipaddress import ip_address
from uuid import UUID, uuid4

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


def visitor_key(request: HttpRequest) -> UUID:
    """What a page sends along when it holds a time: a new key for who has none."""
    return visitor_of(request) or uuid4()


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
    """What a proxy of ours added comes last; all before it the visitor may have made up.

    Empty where neither that nor the server's own is an address.
    """
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_PROXY else ""
    told = (forwarded.rpartition(",")[2].strip(), request.META.get("REMOTE_ADDR", ""))
    return next(filter(is_address, told), "")


def is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
