"""The site's addresses with those that only DEBUG adds: pytest-django turns DEBUG off."""

from django.urls import include, path

from kinesite.urls import handler404, handler500, urlpatterns

__all__ = ["handler404", "handler500", "urlpatterns"]

urlpatterns = [path("mailbox/", include("kinesite.mailbox.urls")), *urlpatterns]
