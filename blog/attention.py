"""Articles online whose sources an editor should go through again.

Takes a fixed number of queries, whatever the number of articles: Wagtail's reference index knows
what they cite and list.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import ReferenceIndex

from blog.evidence import Evidence, age
from blog.models import BlogPostPage
from references.choices import Standing
from references.models import Reference

REVIEW_EVERY = timedelta(days=365)


class Cause(models.TextChoices):
    RETRACTED = "retracted", _("Cites retracted research")
    ALL_OLD = "all-old", _("Even the newest source is old")
    HALF_OLD = "half-old", _("Half of the sources are old")
    NOT_REVIEWED = "not-reviewed", _("Not gone through for a year")


@dataclass(frozen=True, slots=True)
class Work:
    """A source of an article, as far as it can ask for attention."""

    year: int | None
    is_retracted: bool


@dataclass(slots=True)
class Sources:
    """Primary keys of the references that an article cites, and of those it only lists."""

    cited: set[int] = field(default_factory=set)
    listed: set[int] = field(default_factory=set)

    @property
    def evidence(self) -> set[int]:
        """The cited references, or the listed ones of an article that cites nothing."""
        return self.cited or self.listed


@dataclass(frozen=True, slots=True)
class Attention:
    """An article with the age of its sources, and the causes to look at it."""

    article: BlogPostPage
    evidence: Evidence | None
    causes: list[Cause]


def asking_attention(
    articles: Iterable[BlogPostPage], *, today: date, limit: int
) -> list[Attention]:
    """Articles that need an editor's eye, the gravest first.

    `limit` is the number of years after which a source is old.
    """
    sources = sources_by_article()
    known = works(pk for one in sources.values() for pk in one.cited | one.listed)
    found = []
    for article in articles:
        if article.pk in sources:
            own = [known[pk] for pk in sources[article.pk].evidence if pk in known]
            evidence = age((work.year for work in own), today.year, limit)
            found.append(Attention(article, evidence, causes(article, own, evidence, today)))
    order = list(Cause)
    return sorted(
        (one for one in found if one.causes),
        key=lambda one: (order.index(one.causes[0]), one.evidence.newest if one.evidence else 0),
    )


def causes(
    article: BlogPostPage, own: Sequence[Work], evidence: Evidence | None, today: date
) -> list[Cause]:
    """Causes for an editor to look at an article, the gravest first."""
    found = []
    if any(work.is_retracted for work in own):
        found.append(Cause.RETRACTED)
    if evidence and evidence.newest_is_old:
        found.append(Cause.ALL_OLD)
    elif evidence and evidence.is_half_old:
        found.append(Cause.HALF_OLD)
    # An author looks for sources while writing, so publishing counts as the first time.
    if today - (article.sources_reviewed_on or article.published_on) > REVIEW_EVERY:
        found.append(Cause.NOT_REVIEWED)
    return found


def sources_by_article() -> Mapping[int, Sources]:
    """Sources of all articles by primary key of the article, from Wagtail's reference index."""
    rows = ReferenceIndex.objects.filter(
        content_type=ContentType.objects.get_for_model(BlogPostPage),
        to_content_type=ContentType.objects.get_for_model(Reference),
    ).values_list("object_id", "to_object_id", "model_path")
    found: defaultdict[int, Sources] = defaultdict(Sources)
    for article, reference, path in rows:
        own = found[int(article)]
        (own.listed if path.startswith("listed_sources") else own.cited).add(int(reference))
    return found


def works(pks: Iterable[int]) -> Mapping[int, Work]:
    """Year and retraction of these references, by primary key."""
    rows = Reference.objects.filter(pk__in=set(pks)).values_list("pk", "year", "standing")
    return {pk: Work(year, standing == Standing.RETRACTED) for pk, year, standing in rows}
