"""Screens that take files, and who may send more there than a form of words."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import NoReverseMatch, ResolverMatch, resolve, reverse
from wagtail.documents.permissions import permission_policy as documents
from wagtail.images.permissions import permission_policy as images

# Bytes of a request with files. A file may have 20 MB; one that is larger comes in and is thrown
# away, so that the form comes back with what was typed and a sentence about the file.
LARGEST_UPLOAD = 100 * 1024 * 1024


def _images(user: Any) -> bool:
    return images.user_has_any_permission(user, ["add", "change"])


def _documents(user: Any) -> bool:
    return documents.user_has_any_permission(user, ["add", "change"])


# By the names of Wagtail's screens.
DOORS: dict[str, Callable[[Any], bool]] = {
    "wagtailimages:add": _images,
    "wagtailimages:edit": _images,
    "wagtailimages:add_multiple": _images,
    "wagtailimages_chooser:create": _images,
    "wagtaildocs:add": _documents,
    "wagtaildocs:edit": _documents,
    "wagtaildocs:add_multiple": _documents,
    "wagtaildocs_chooser:create": _documents,
}


def door_of(request: HttpRequest) -> Callable[[Any], bool] | None:
    """Find who may send files to the address of a request; None where nobody may."""
    try:
        found = resolve(request.path_info)
    except Http404:
        return None
    doors = (may for name, may in DOORS.items() if _leads_to(name, found, request.path_info))
    return next(doors, None)


def _leads_to(name: str, found: ResolverMatch, path: str) -> bool:
    """Tell whether a screen has this address, also where one of ours stands in its place."""
    try:
        return reverse(name, args=found.args, kwargs=found.kwargs) == path
    except NoReverseMatch:
        return False
