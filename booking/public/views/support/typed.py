"""Details that a visitor typed, kept in a signed cookie while they choose another opening.

The website stores nothing of somebody who has not booked yet.
"""

from collections.abc import Mapping

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

COOKIE = "getypt"
COOKIE_AGE = 15 * 60
LONGEST = {"name": 100, "contact_name": 100, "email": 254, "phone": 40}


def typed_details(request: HttpRequest) -> dict[str, str]:
    """Return the kept details by field of the form; empty after a quarter of an hour."""
    try:
        typed = signing.loads(request.COOKIES.get(COOKIE, ""), salt=COOKIE, max_age=COOKIE_AGE)
    except signing.BadSignature:
        return {}
    return {name: str(typed[name]) for name in LONGEST if name in typed}


def keep_typed_details(response: HttpResponse, data: Mapping[str, str]) -> None:
    """Keep the details of a posted form, valid or not; consent is asked anew each time."""
    typed = {name: data.get(name, "")[:longest] for name, longest in LONGEST.items()}
    response.set_cookie(
        COOKIE,
        signing.dumps(typed, salt=COOKIE, compress=True),
        max_age=COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def forget_typed_details(response: HttpResponse) -> None:
    """Delete the cookie with the details."""
    response.delete_cookie(COOKIE, samesite="Lax")
