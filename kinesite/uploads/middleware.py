"""Middleware for what is too much: a body before it is read, and a file for a disk that is full."""

import errno
import logging
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.images.models import SourceImageIOError

from kinesite.practice import current_practice
from kinesite.uploads.doors import LARGEST_UPLOAD, door_of
from references.editing.pictures import CANNOT_STORE
from references.pictures.refused import PictureRefused

log = logging.getLogger(__name__)

GetResponse = Callable[[HttpRequest], HttpResponse]
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM}


class BodyLimitMiddleware:
    """Answer a body that is too large before one byte of it is read.

    The web server then reads at most 64 KB more and closes the connection.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._refusal(request) or self.get_response(request)

    def _refusal(self, request: HttpRequest) -> HttpResponse | None:
        length = content_length(request)
        if length is None:
            return too_large(request, status=411)
        if length <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            return None
        may_send_files = door_of(request)
        if not may_send_files:
            return too_large(request)
        if not request.user.is_authenticated:
            # Of staff whose session ended, more often than of strangers.
            messages.error(request, _("You were signed out. Sign in, and choose the file again."))
            return redirect_to_login(request.get_full_path(), reverse(settings.LOGIN_URL))
        if length <= LARGEST_UPLOAD and may_send_files(request.user):
            return None
        return too_large(request)


class FullDiskMiddleware:
    """Tell staff in words that a file cannot be stored, where no form could."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer for a file that could not be stored or shown; None for all other failures."""
        if not request.path.startswith(reverse("wagtailadmin_home")):
            return None
        if isinstance(exception, PictureRefused):
            sentence = " ".join(exception.messages)
        elif isinstance(exception, SourceImageIOError) or (
            isinstance(exception, OSError) and exception.errno in NO_ROOM
        ):
            sentence = str(CANNOT_STORE)
            log.error("A file cannot be stored or shown: %s", type(exception).__name__)
        else:
            return None
        if request.headers.get("X-Requested-With") == "XMLHttpRequest":
            return JsonResponse({"success": False, "error_message": sentence})
        return render(request, "kinesite/file_refused.html", {"sentence": sentence}, status=507)


def content_length(request: HttpRequest) -> int | None:
    """The bytes that a body says it has; None if it does not say, and 0 for no body."""
    if "HTTP_TRANSFER_ENCODING" in request.META and not request.META.get("CONTENT_LENGTH"):
        return None
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isascii() and length.isdecimal() else None


def too_large(request: HttpRequest, status: int = 413) -> HttpResponse:
    """Show that a body is too large, or with status 411 that it does not say how large it is."""
    context = {"practice": current_practice(request)}
    return render(request, "413.html", context, status=status)
