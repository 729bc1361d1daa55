"""The library as readers see it. GET changes nothing."""

from collections.abc import Collection
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from references.choices import Verification
from references.formatting.mention import author_year
from references.formatting.styles import STYLES
from references.models import Reference, ReferenceQuerySet, SourceSettings
from references.public import jsonld, library
from references.public.downloads import FILE_FORMATS, copies, file_response
from references.public.forms import LibraryForm
from references.public.library import Selection
from references.public.links import links

PER_PAGE = 25
# So many make a file of about a megabyte.
MOST_IN_A_FILE = 2000


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list."""

    source: Reference
    entry: SafeString
    page_count: int

    @property
    def name(self) -> str:
        return author_year(self.source.csl)


@require_safe
def library_list(request: HttpRequest) -> HttpResponse:
    """The list of public sources, with its search."""
    page_counts = library.page_counts(Site.find_for_request(request))
    form, selected = selection(request, page_counts)
    page = Paginator(selected, PER_PAGE).get_page(request.GET.get("pagina"))
    style = STYLES[SourceSettings.load().citation_style]
    is_filtered = form.selection != Selection()
    address = reverse("references:library") + (f"?pagina={page.number}" if page.number > 1 else "")
    context = {
        "form": form,
        "page": page,
        "rows": [
            Row(source, style.entry_html(source.csl), page_counts[source.pk]) for source in page
        ],
        "is_filtered": is_filtered,
        "file_formats": FILE_FORMATS.values(),
        "most_in_a_file": MOST_IN_A_FILE,
        "canonical": "" if is_filtered else request.build_absolute_uri(address),
    }
    return TemplateResponse(request, "references/library.html", context)


@require_safe
def library_file(request: HttpRequest, extension: str) -> HttpResponse:
    """The sources of the list as a file, those of all pages, up to the most in a file."""
    if extension not in FILE_FORMATS:
        raise Http404
    _form, selected = selection(request, library.page_counts(Site.find_for_request(request)))
    works = selected.values_list("csl", flat=True)[:MOST_IN_A_FILE]
    return file_response(works, extension, name="bronnen")


def selection(
    request: HttpRequest, public_keys: Collection[int]
) -> tuple[LibraryForm, ReferenceQuerySet]:
    """The form as it was sent, and the sources that it selects."""
    public = Reference.objects.filter(pk__in=public_keys)
    form = LibraryForm(request.GET, choices=library.choices(public))
    form.full_clean()
    return form, library.select(public, form.selection)


@require_safe
def source(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """The page of one source."""
    reference, pages = public_source(request, pk)
    if (pk, slug) != (reference.pk, reference.slug):
        return redirect(reference, permanent=True)
    verified = reference.verification == Verification.VERIFIED
    context = {
        "reference": reference,
        "name": author_year(reference.csl),
        "entry": STYLES[SourceSettings.load().citation_style].entry_html(reference.csl),
        "links": links(reference.csl),
        "subjects": list(reference.subjects.all()),
        "verified_on": reference.checked_at if verified else None,
        "pages": [(page, library.day_of(page)) for page in pages],
        "copies": copies(reference.csl),
        "file_formats": FILE_FORMATS.values(),
        "canonical": request.build_absolute_uri(reference.get_absolute_url()),
        "json_ld": jsonld.script_content(
            {"@context": "https://schema.org"} | jsonld.work(reference)
        ),
    }
    return TemplateResponse(request, "references/source.html", context)


def public_source(request: HttpRequest, pk: int) -> tuple[Reference, list[Page]]:
    """Load a source with the public pages that use it. Raises Http404 if there are none.

    A source that was merged into another one is found by its old key too.
    """
    reference = get_object_or_404(Reference, Q(pk=pk) | Q(former_ids__contains=[pk]))
    pages = library.pages_using(reference, Site.find_for_request(request))
    if not pages:
        raise Http404
    return reference, pages


@require_safe
def source_file(request: HttpRequest, pk: int, extension: str) -> HttpResponse:
    """One source as a file."""
    if extension not in FILE_FORMATS:
        raise Http404
    reference, _pages = public_source(request, pk)
    return file_response([reference.csl], extension, name=reference.slug)
