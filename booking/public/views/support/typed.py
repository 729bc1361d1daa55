"""What a visitor typed, kept while another moment is looked for: in a signed cookie, not here."""

from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

COOKIE = "getypt"
COOKIE_AGE = 15 * 60
LONGEST = {"name": 100, "contact_name": 100, "email": 254, "phone": 40}


def typed_details(request: HttpRequest) -> dict[str, str]:
    """By field of the details form; nothing after a quarter of an hour."""
    try:
        typed = signing.loads(request.COOKIES.get(COOKIE, ""), salt=COOKIE, max_age=COOKIE_AGE)
    except signing.BadSignature:
        return {}
    return {name: str(typed[name]) for name in LONGEST if name in typed}


def keep_typed(response: HttpResponse, data: Any) -> None:
    """`data` is what was posted, right or wrong. Consent has to be given each time."""
    typed = {name: data.get(name, "")[:longest] for name, longest in LONGEST.items()}
    response.set_cookie(
        COOKIE,
        signing.dumps(typed, salt=COOKIE, compress=True),
        max_age=COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def forget_typed(response: HttpResponse) -> None:
    response.delete_cookie(COOKIE, samesite="Lax")
