"""What no browser of ours sends: charsets that are none, through the door that gunicorn calls."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from urllib.parse import urlencode
from wsgiref.util import setup_testing_defaults

import pytest
from django.core.signals import request_started
from django.db import close_old_connections

from booking import links
from booking.models import Appointment, Patient
from kinesite.wsgi import application, without_claims

pytestmark = pytest.mark.django_db
SECRET = "x" * 32
TYPED = {
    "csrfmiddlewaretoken": SECRET,
    "name": r"Zoë \ud800 +2AA-",
    "email": "zoe@patient.example",
    "phone": "0470 12 34 56",
}
FORM, FORM_WITH_FILES = "application/x-www-form-urlencoded", "multipart/form-data"
CLAIMED = [
    *("base64", "hex", "rot13", "idna", "punycode", "undefined", "zip", "\0", "nonsense"),
    # As these read it the name is half a character, which nothing can write down.
    *("unicode_escape", "raw_unicode_escape", "utf-7", "utf-16"),
]


@pytest.fixture(autouse=True)
def _connection_of_the_test() -> Iterator[None]:
    """A request drops a connection that it finds in a transaction: tests run in one."""
    request_started.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)


def post(path: str, content_type: str, body: bytes) -> str:
    """The page that the real application answers with; anything but a page fails."""
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": path,
        "HTTP_HOST": "localhost",
        "HTTP_COOKIE": f"csrftoken={SECRET}",
        "CONTENT_TYPE": content_type,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": BytesIO(body),
    }
    setup_testing_defaults(environ)
    statuses: list[str] = []
    page = b"".join(application(environ, lambda status, _headers: statuses.append(status)))
    assert statuses == ["200 OK"]
    return page.decode()


def in_parts(typed: dict[str, str]) -> bytes:
    parts = [
        f'--X\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in typed.items()
    ]
    return ("".join(parts) + "--X--\r\n").encode()


@pytest.mark.parametrize("charset", CLAIMED)
def test_a_form_is_read_as_our_pages_send_it_whatever_charset_it_claims(
    held: Appointment, charset: str
) -> None:
    pages = [
        post(links.hold_path(held), f"{FORM}; charset={charset}", urlencode(TYPED).encode()),
        post(
            links.hold_path(held),
            f"{FORM_WITH_FILES}; charset={charset}; boundary=X",
            in_parts(TYPED),
        ),
    ]

    assert [page.count(r'value="Zoë \ud800 +2AA-"') for page in pages] == [1, 1]
    assert not Patient.objects.exists()


@pytest.mark.parametrize("claim", ["x*=nonsense''a", "x*=undefined''%41", "charset*=idna''%ff"])
def test_a_claim_that_cannot_be_read_is_let_alone(held: Appointment, claim: str) -> None:
    page = post(links.hold_path(held), f"{FORM}; {claim}", urlencode(TYPED).encode())

    assert page.count(r'value="Zoë \ud800 +2AA-"') == 1


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("", ""),
        ("text/plain", "text/plain"),
        ("application/json; charset=utf-8", "application/json"),
        (
            "multipart/form-data; boundary=----WebKit7MA4YWxkTr",
            "multipart/form-data; boundary=----WebKit7MA4YWxkTr",
        ),
        ('Multipart/Form-Data;Boundary="a b;c"', 'Multipart/Form-Data; Boundary="a b;c"'),
        ("multipart/form-data; charset=hex; boundary=X; y=z", "multipart/form-data; boundary=X"),
        ("multipart/form-data; boundary*=hex''X", "multipart/form-data"),
        (";;; ;", ""),
    ],
)
def test_only_the_boundary_of_a_form_with_files_is_kept(sent: str, read: str) -> None:
    assert without_claims(sent) == read
