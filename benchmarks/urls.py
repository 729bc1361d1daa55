"""The site, with a view that does nothing to measure it by."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from kinesite.urls import handler404, handler500
from kinesite.urls import urlpatterns as site_urlpatterns

__all__ = ["handler404", "handler500", "urlpatterns"]


def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


urlpatterns = [path("empty/", empty), *site_urlpatterns]
