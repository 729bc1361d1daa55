"""Downloads of an article: its sources in a file, and the article as a citation."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import slugify

from blog import article
from references.public.downloads import FILE_FORMATS, file_response
from references.works.csl import Csl, normalise, of_day
from references.works.names import Name

# Under the address of an article: bronnen/bib/ and so on.
FOLDER = "bronnen"


def view_under(page: Any, path_components: list[str]) -> Callable[[HttpRequest], HttpResponse]:
    """The view at this path under the article. Raises Http404 when there is none."""
    match path_components:
        case [folder, extension] if folder == FOLDER and extension in FILE_FORMATS:
            return partial(sources_file, page, extension)
    raise Http404


def sources_file(page: Any, extension: str, request: HttpRequest) -> HttpResponse:
    """A file with all sources: the cited ones in the order of the list, then the others."""
    composed = article.compose(page)
    works = [source.csl for source in (*composed.sources, *composed.further_reading)]
    if not works:
        raise Http404
    return file_response(works, extension, name=f"bronnen-{slugify(page.slug) or page.pk}")


def citation_of(page: Any, *, publisher: str, address: str, today: date) -> Csl:
    """The article as a work that others cite; `today` is the day on which they read it."""
    return normalise(
        {
            "type": "webpage",
            "title": page.title,
            "author": [author(page.author)],
            "container-title": publisher,
            "issued": of_day(page.published_on),
            "accessed": of_day(today),
            "language": "nl-BE",
            "URL": address,
        }
    )


def author(practitioner: Any) -> Name:
    """An author's name as CSL, with the first word as the given name."""
    given, _space, family = practitioner.name.strip().partition(" ")
    return {"given": given, "family": family} if family else {"literal": given}
