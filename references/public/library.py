"""The public part of the library: the sources that a public page cites or lists.

A source that no page uses may be half typed, so only editors see it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex, Site
from wagtail.query import PageQuerySet

from references.choices import StudyType
from references.models import Reference, ReferenceQuerySet, Subject

MOST_WORDS = 20


@dataclass(frozen=True, slots=True)
class Selection:
    """The wishes of a reader; an empty value asks for nothing. Years are inclusive."""

    words: str = ""
    since: int | None = None
    until: int | None = None
    study_type: str = ""
    subject: str = ""
    free: bool = False


@dataclass(frozen=True, slots=True)
class Choices:
    """The values and labels to choose from, limited to those that a public source has."""

    study_types: list[tuple[str, str]] = field(default_factory=list)
    subjects: list[tuple[str, str]] = field(default_factory=list)


def public_pages(site: Site | None) -> PageQuerySet:
    """The pages of the site that anybody can read; none without a site."""
    pages = Page.objects.live().public()
    return pages.in_site(site) if site else pages.none()


def uses(pages: PageQuerySet) -> QuerySet[ReferenceIndex]:
    """The places on these pages that cite or list a source.

    Wagtail's index holds keys as text. The keys of the pages are cast to text, since a text in the
    index need not be a number.
    """
    return ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(Reference),
        object_id__in=pages.annotate(key=Cast("pk", CharField())).values("key"),
    )


def page_counts(site: Site | None) -> dict[int, int]:
    """The number of public pages that use each source, by its key.

    One query, besides those that `public_pages` makes.
    """
    counted = uses(public_pages(site)).order_by().values_list("to_object_id")
    return {int(key): pages for key, pages in counted.annotate(Count("object_id", distinct=True))}


def select(sources: ReferenceQuerySet, selection: Selection) -> ReferenceQuerySet:
    """Select the sources that a reader asks for."""
    found = mentioning(sources, selection.words)
    if selection.since is not None:
        found = found.filter(year__gte=selection.since)
    if selection.until is not None:
        found = found.filter(year__lte=selection.until)
    if selection.study_type:
        found = found.filter(study_type=selection.study_type)
    if selection.subject:
        found = found.filter(subjects__slug=selection.subject)
    return found.exclude(pmcid="") if selection.free else found


def mentioning(sources: ReferenceQuerySet, words: str) -> ReferenceQuerySet:
    """Select the sources in which each word occurs, in record, finding or subjects.

    Titles are mostly English, while readers search in Dutch.
    """
    for word in words.split()[:MOST_WORDS]:
        about = Subject.objects.filter(references=OuterRef("pk"), name__icontains=word)
        recorded = Reference.objects.matching(word).values("pk")
        sources = sources.filter(Q(pk__in=recorded) | Q(finding__icontains=word) | Exists(about))
    return sources


def choices(sources: ReferenceQuerySet) -> Choices:
    """The kinds of studies and the subjects of these sources. Two queries."""
    used = set(sources.order_by().values_list("study_type", flat=True).distinct())
    subjects = Subject.objects.filter(references__in=sources).distinct()
    return Choices(
        study_types=[(value, str(label)) for value, label in StudyType.choices if value in used],
        subjects=list(subjects.values_list("slug", "name")),
    )


def pages_using(source: Reference, site: Site | None) -> list[Page]:
    """The public pages that use a source, newest first."""
    keys = uses(public_pages(site)).filter(to_object_id=str(source.pk)).values_list("object_id")
    pages = Page.objects.filter(pk__in={int(key) for (key,) in keys})
    return newest_first(pages.specific().defer_streamfields())


def newest_first(pages: Iterable[Page]) -> list[Page]:
    """Sort pages by their day, newest first."""
    return sorted(pages, key=lambda page: (day_of(page) or date.min, page.pk), reverse=True)


def day_of(page: Any) -> date | None:
    """The day of a page: an article has its own, another page that of its first publication."""
    came_on_line = page.first_published_at and timezone.localdate(page.first_published_at)
    day: date | None = getattr(page, "published_on", came_on_line)
    return day
