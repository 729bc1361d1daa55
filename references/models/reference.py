"""The source: a work that articles cite, one record for the whole site."""

import re
from collections.abc import Collection
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q, Subquery, Value
from django.db.models.functions import Coalesce, Lower
from django.dispatch import Signal
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.models import ReferenceIndex

from references.choices import Origin, ReferenceType, Standing, StudyType, Verification
from references.errors import InvalidCsl
from references.formatting import mention
from references.models.settings import SourceSettings
from references.models.shown_parts import PARTS
from references.models.subject import Subject
from references.works import csl as csl_json
from references.works import notices, sameness
from references.works.identifiers import RESOLVER, doi_url, pmc_url
from references.works.names import one_line
from references.works.notices import Notice
from references.works.study_types import EXPLANATIONS

DOI_RESOLVER = re.compile(RESOLVER, re.IGNORECASE)
# Sent with the `references` that are about to be deleted; if a receiver raises, all of them stay.
# Django's pre_delete comes per row, and inside a transaction that a refusal would break.
before_deleting = Signal()


def owned_by_one_reference(column: str, message: Any) -> models.UniqueConstraint:
    """Build the constraint that no two sources have one identifier; empty ones may repeat."""
    return models.UniqueConstraint(
        fields=[column],
        condition=~Q(**{column: ""}),
        name=f"one_reference_per_{column}",
        violation_error_message=message,
    )


class ReferenceQuerySet(models.QuerySet["Reference"]):
    """Queries of the library, in the words of an editor."""

    def matching(self, text: str) -> Self:
        """Keep the sources that hold every word of a search.

        A word may occur in the title, the authors, the journal, the year or an identifier. Case and
        accents do not matter. Words after the twentieth are ignored.
        """
        words = csl_json.fold(one_line(DOI_RESOLVER.sub(" ", text))).split()
        found = self
        for word in words[:20]:
            found = found.filter(search_text__contains=word)
        return found

    def sharing_identifier(self, csl: csl_json.Csl) -> Self:
        """Keep the sources with the DOI, PMID or PMCID of this normalised work."""
        shared = Q()
        for column, variable in (("doi", "DOI"), ("pmid", "PMID"), ("pmcid", "PMCID")):
            if csl.get(variable):
                value = csl[variable].lower() if column == "doi" else csl[variable]
                shared |= Q(**{column: value})
        return self.filter(shared) if shared else self.none()

    def with_usage_count(self) -> Self:
        """Add `usage_count`, the number of pages that cite the source."""
        return self.annotate(usage_count=ReferenceIndex.usage_count_subquery(self.model))

    def formerly(self, ids: Collection[int]) -> "dict[int, Reference]":
        """Map ids that were merged away to the source that took them over. One query.

        A form that was open during the merge may still have saved such an id.
        """
        merged = self.filter(former_ids__overlap=list(ids)) if ids else []
        return {former: kept for kept in merged for former in kept.former_ids if former in ids}

    def with_site_settings(self) -> Self:
        """Add `citation_style` and `old_after_years`, to save a page another query."""
        stored, defaults = SourceSettings.objects.order_by("pk"), SourceSettings()
        return self.annotate(
            **{
                name: Coalesce(Subquery(stored.values(name)[:1]), Value(getattr(defaults, name)))
                for name in ("citation_style", "old_after_years")
            }
        )

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete these sources, or none if a receiver of `before_deleting` raises."""
        before_deleting.send(self.model, references=list(self))
        return super().delete()

    delete.alters_data = True  # type: ignore[attr-defined]  # Django reads it
    delete.queryset_only = True  # type: ignore[attr-defined]  # Django reads it


class Reference(models.Model):
    """A work in the library, stored as CSL-JSON, with the columns that are searched and listed."""

    csl = models.JSONField(_("CSL-JSON"), editable=False)
    # The fields up to and including search_text are derived from the CSL-JSON when it is saved.
    type = models.CharField(_("type"), max_length=20, choices=ReferenceType)
    title = models.CharField(_("title"), max_length=1000)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    first_author = models.CharField(_("first author"), max_length=700, blank=True, editable=False)
    container_title = models.CharField(_("journal, book or website"), max_length=500, blank=True)
    doi = models.CharField(_("DOI"), max_length=500, blank=True)
    pmid = models.CharField(_("PMID"), max_length=8, blank=True)
    pmcid = models.CharField(_("PMCID"), max_length=11, blank=True)
    url = models.URLField(_("web address"), max_length=2000, blank=True)
    title_key = models.CharField(max_length=csl_json.TITLE_KEY, blank=True, editable=False)
    search_text = models.TextField(blank=True, editable=False)
    raw = models.TextField(
        _("line as it was pasted"),
        blank=True,
        help_text=_("Kept as it came in; readers never see it."),
    )
    origin = models.CharField(
        _("came in as"), max_length=20, choices=Origin, default=Origin.FORM, editable=False
    )
    study_type = models.CharField(_("study type"), max_length=20, choices=StudyType, blank=True)
    finding = models.CharField(
        _("what this study found"),
        max_length=300,
        blank=True,
        help_text=_("One sentence in plain words. A reader sees it first."),
    )
    subjects = models.ManyToManyField(
        Subject, verbose_name=_("subjects"), blank=True, related_name="references"
    )
    verification = models.CharField(
        _("checked"),
        max_length=20,
        choices=Verification,
        default=Verification.NEVER,
        editable=False,
    )
    checked_at = models.DateTimeField(_("checked on"), null=True, blank=True, editable=False)
    # The registry's record in our spelling; {} if it was not asked or does not know the work.
    registry = models.JSONField(default=dict, blank=True, editable=False)
    # Corrections, retractions and the like, in the shape of references/works/notices.py.
    notices = models.JSONField(default=list, blank=True, editable=False)
    standing = models.CharField(
        _("standing"), max_length=20, choices=Standing, blank=True, editable=False
    )
    # Ids of sources that were merged into this one: a form that was open may still save one.
    former_ids = ArrayField(models.BigIntegerField(), default=list, blank=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    shown_parts = PARTS
    objects = ReferenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["first_author", "-year", "title", "pk"]
        indexes = [
            models.Index(fields=["first_author", "-year"], name="reference_by_author"),
            models.Index(fields=["title_key"], name="reference_by_title"),
        ]
        constraints = [
            owned_by_one_reference("doi", _("Another source already has this DOI.")),
            owned_by_one_reference("pmid", _("Another source already has this PMID.")),
            owned_by_one_reference("pmcid", _("Another source already has this PMCID.")),
            models.CheckConstraint(
                condition=Q(doi=Lower("doi")),
                name="reference_doi_is_lower_case",
                violation_error_message=_("A DOI is compared in lower case."),
            ),
        ]

    def __str__(self) -> str:
        return f"{mention.author_year(self.csl)}. {self.title}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Derive the columns and save. Raises InvalidCsl."""
        self.tidy()
        if kwargs.get("update_fields") is not None:
            derived = {"csl", "notices", "standing", "verification", *csl_json.COLUMN_NAMES}
            kwargs["update_fields"] = {*kwargs["update_fields"], *derived}
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """The address of its page for readers.

        The page exists as long as a public page uses the source.
        """
        return reverse("references:source", args=[self.pk, self.slug])

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the source, unless a receiver of `before_deleting` raises."""
        before_deleting.send(type(self), references=[self])
        return super().delete(*args, **kwargs)

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """Report invalid CSL-JSON as a ValidationError on `csl`."""
        try:
            self.tidy()
        except InvalidCsl as error:
            raise ValidationError({"csl": list(error.problems.values())}) from error
        super().clean_fields(exclude=exclude)

    def tidy(self) -> None:
        """Normalise what is stored and derive the columns. Raises InvalidCsl."""
        self.csl = csl_json.normalise(self.csl or {})
        derived = csl_json.columns(self.csl)
        for name in csl_json.COLUMN_NAMES:
            setattr(self, name, getattr(derived, name))
        self.notices = notices.normalise(self.notices)
        self.standing = notices.standing(self.notices)
        self.verification = sameness.verdict(self.csl, self.registry, self.verification)

    @property
    def study_type_explanation(self) -> str:
        """One line for patients about what this kind of study can show; "" if unknown."""
        return str(EXPLANATIONS[StudyType(self.study_type)]) if self.study_type else ""

    @property
    def free_url(self) -> str:
        """The address at which anybody can read the whole work; "" without a PMCID."""
        return pmc_url(self.pmcid) if self.pmcid else ""

    @property
    def notice(self) -> "Notice | None":
        """The notice that decides the standing; None if there is none."""
        return notices.decisive(self.notices) if self.standing else None

    @property
    def notice_url(self) -> str:
        """The address of that notice; "" if it has no DOI."""
        return doi_url(self.notice.doi) if self.notice and self.notice.doi else ""

    @property
    def slug(self) -> str:
        """The readable part of its address. Example: "battie-2009".

        The number in the address decides which source is meant.
        """
        return slugify(f"{self.first_author[:60]} {self.year or ''}") or "bron"

    @property
    def usage_url(self) -> str:
        """The admin screen with the pages that cite it; Wagtail's usage column reads it."""
        return reverse("wagtailsnippets_references_reference:usage", args=[self.pk])
