"""The WSGI application that gunicorn serves."""

import os
import re
from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIEnvironment

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kinesite.settings")

BOUNDARY = re.compile(r';\s*(boundary=(?:"[^"]*"|[^\s;"]+))', re.IGNORECASE)
_site = get_wsgi_application()
# Loads the views, which takes seconds, before the first visitor is there to wait for it.
get_resolver().url_patterns  # noqa: B018  read for what reading it does


def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Serve a request without the charset that it claims for its form.

    Our pages send UTF-8. Python also knows charsets that are no encodings of text, and some whose
    text cannot be encoded again; Django would use any of them before middleware could prevent it.
    """
    environ["CONTENT_TYPE"] = without_claims(environ.get("CONTENT_TYPE", ""))
    return _site(environ, start_response)


def without_claims(content_type: str) -> str:
    """Strip a content type of all parameters but the boundary, which a form with files needs."""
    boundary = BOUNDARY.search(content_type)
    kept = [content_type.partition(";")[0].strip(), *(boundary.groups() if boundary else [])]
    return "; ".join(kept)
