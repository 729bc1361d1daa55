"""Redirects that lead a visitor to something that is there, and never round in a circle."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from wagtail.contrib.redirects import middleware
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

PAGES = "wagtail_serve"


class RedirectMiddleware(middleware.RedirectMiddleware):
    """Wagtail's redirects, but for those that end nowhere.

    A page that got its first address back, and was then taken offline, would lead to itself.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        led: HttpResponse = super().process_response(request, response)
        if led is response or leads_somewhere(request, led["Location"], seen={path_of(request)}):
            return led
        return response


def path_of(request: HttpRequest) -> str:
    """The address that was asked for, as redirects are stored, without its query."""
    return _stored(request.path)


def leads_somewhere(request: HttpRequest, address: str, *, seen: set[str]) -> bool:
    """Tell whether a visitor who is led to this address ends at a page, here or elsewhere.

    `seen` holds the paths from which the visitor comes.
    """
    ours = {"", urlsplit(settings.SITE_URL).netloc, request.get_host()}
    seen = set(seen)
    while urlsplit(address).netloc in ours:
        path = _stored(urlsplit(address).path)
        if path in seen:
            return False
        if is_answered(request, path):
            return True
        further: Any = middleware.get_redirect(request, path)
        if not further or not further.link:
            return False
        seen.add(path)
        address = further.link
    return True


def is_answered(request: HttpRequest, path: str) -> bool:
    """Tell whether visitors get something else than a redirect at this path of the site."""
    path = f"{path.rstrip('/')}/"
    for one in (path, path.rstrip("/")):  # files have no slash at their end
        try:
            found = resolve(one)
        except Resolver404:
            continue
        if found.url_name != PAGES:
            return True
    return _is_page(request, path)


def _is_page(request: HttpRequest, path: str) -> bool:
    home = Site.find_for_request(request).root_page.specific
    try:  # raises for a page that is not online; Page.find_for_request() looks once a request
        home.route(request, [part for part in path.split("/") if part])
    except Http404:
        return False
    return True


def _stored(path: str) -> str:
    stored: str = Redirect.normalise_path(path)
    return stored
