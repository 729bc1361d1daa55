"""The visitor behind a request: a random key in a cookie, and a network address.

The key lets a visitor hold one time only.
"""

from ipaddress import ip_address
from uuid import UUID, uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse

COOKIE = "bezoeker"
COOKIE_AGE = 24 * 60 * 60


def visitor_of(request: HttpRequest) -> UUID | None:
    """Return the key that an earlier answer gave this browser, or None."""
    try:
        return UUID(request.COOKIES.get(COOKIE, ""))
    except ValueError:
        return None


def visitor_key(request: HttpRequest) -> UUID:
    """Return the key for the forms of a page: a new one for a browser without."""
    return visitor_of(request) or uuid4()


def remember_visitor(response: HttpResponse, key: UUID) -> None:
    """Give the browser this key for a day."""
    response.set_cookie(
        COOKIE,
        key.hex,
        max_age=COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def network_address(request: HttpRequest) -> str:
    """Return the network address of the visitor, or "" if it is not known.

    Our own proxy adds its address last to X-Forwarded-For; the visitor may have made up the rest.
    """
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_PROXY else ""
    told = (forwarded.rpartition(",")[2].strip(), request.META.get("REMOTE_ADDR", ""))
    return next(filter(is_network_address, told), "")


def is_network_address(text: str) -> bool:
    """Recognise an address of IP version 4 or 6."""
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
