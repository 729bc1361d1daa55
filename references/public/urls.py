"""The addresses of the library, below /bronnen/."""

from django.urls import path, register_converter
from django.urls.converters import IntConverter

from references.public import views


class KeyConverter(IntConverter):
    """A primary key. The database would refuse to look for one of more digits."""

    regex = "[0-9]{1,18}"


register_converter(KeyConverter, "key")

app_name = "references"
urlpatterns = [
    path("", views.library_list, name="library"),
    path("bronnen.<slug:extension>", views.library_file, name="library_file"),
    path("<key:pk>/", views.source, name="source_by_key"),
    path("<key:pk>-<slug:slug>/", views.source, name="source"),
    path("<key:pk>.<slug:extension>", views.source_file, name="source_file"),
]
