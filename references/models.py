"""Works that articles cite and images that must be credited: records shared by the whole site."""

import re
from collections.abc import Collection, Iterable
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Filter
from wagtail.models import ReferenceIndex

from references import csl as csl_json
from references import drawings, formatting
from references.choices import ASKS_ATTRIBUTION, Licence, ReferenceType
from references.errors import InvalidCsl, StillCited

DOI_RESOLVER = re.compile(r"(?:https?://)?(?:dx\.)?doi\.org/", re.IGNORECASE)


def owned_by_one_reference(column: str, message: Any) -> models.UniqueConstraint:
    return models.UniqueConstraint(
        fields=[column],
        condition=~Q(**{column: ""}),
        name=f"one_reference_per_{column}",
        violation_error_message=message,
    )


class ReferenceQuerySet(models.QuerySet["Reference"]):
    def matching(self, text: str) -> Self:
        """Every word occurs in title, authors, journal, year or identifier, accents aside."""
        words = csl_json.fold(DOI_RESOLVER.sub(" ", text)).split()
        found = self
        for word in words[:20]:
            found = found.filter(search_text__contains=word)
        return found

    def sharing_identifier(self, csl: csl_json.Csl) -> Self:
        """Works with the same DOI, PMID or PMCID as this normalised one."""
        shared = Q()
        for column, variable in (("doi", "DOI"), ("pmid", "PMID"), ("pmcid", "PMCID")):
            if csl.get(variable):
                value = csl[variable].lower() if column == "doi" else csl[variable]
                shared |= Q(**{column: value})
        return self.filter(shared) if shared else self.none()

    def with_usage_count(self) -> Self:
        """Adds `usage_count`: how many pages cite the work."""
        return self.annotate(usage_count=ReferenceIndex.usage_count_subquery(self.model))

    def delete(self) -> tuple[int, dict[str, int]]:
        """Raises StillCited and deletes none when a page cites one of them."""
        refuse_cited(self)
        return super().delete()

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]


class Reference(models.Model):
    csl = models.JSONField(_("CSL-JSON"), editable=False)
    # Everything up to search_text follows from the CSL-JSON when it is saved.
    type = models.CharField(_("type"), max_length=20, choices=ReferenceType)
    title = models.CharField(_("title"), max_length=1000)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    first_author = models.CharField(_("first author"), max_length=700, blank=True, editable=False)
    container_title = models.CharField(_("journal, book or website"), max_length=500, blank=True)
    doi = models.CharField(_("DOI"), max_length=500, blank=True)
    pmid = models.CharField(_("PMID"), max_length=8, blank=True)
    pmcid = models.CharField(_("PMCID"), max_length=11, blank=True)
    url = models.URLField(_("web address"), max_length=2000, blank=True)
    search_text = models.TextField(blank=True, editable=False)
    raw = models.TextField(
        _("line as it was pasted"),
        blank=True,
        help_text=_("Kept as it came in; readers never see it."),
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["first_author", "-year", "title", "pk"]
        indexes = [models.Index(fields=["first_author", "-year"], name="reference_by_author")]
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
        return f"{formatting.author_year(self.csl)}. {self.title}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises InvalidCsl."""
        self.tidy()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "csl", *csl_json.COLUMN_NAMES}
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Raises StillCited when a page cites it."""
        refuse_cited([self])
        return super().delete(*args, **kwargs)

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        try:
            self.tidy()
        except InvalidCsl as error:
            raise ValidationError({"csl": list(error.problems.values())}) from error
        super().clean_fields(exclude=exclude)

    def tidy(self) -> None:
        """Bring the CSL-JSON to its one spelling and derive the columns. Raises InvalidCsl."""
        self.csl = csl_json.normalise(self.csl or {})
        derived = csl_json.columns(self.csl)
        for name in csl_json.COLUMN_NAMES:
            setattr(self, name, getattr(derived, name))

    @property
    def label(self) -> str:
        """ "(Battié e.a., 2009)": stands in the stored text where the source is cited."""
        return f"({formatting.author_year(self.csl)})"

    @property
    def usage_url(self) -> str:
        """Where the admin lists the pages that cite it; Wagtail's usage column asks for it."""
        return reverse("wagtailsnippets_references_reference:usage", args=[self.pk])


def refuse_cited(references: Iterable[Reference]) -> None:
    if ReferenceIndex.get_references_to_in_bulk(references).exists():
        raise StillCited(gettext("A page still cites this source, so it cannot be deleted."))


class CreditedImage(AbstractImage):
    description = models.CharField(
        _("what the image shows"),
        max_length=255,
        blank=True,
        default="",
        help_text=_("For who does not see it. An article takes this over and can change it."),
    )
    creator = models.CharField(
        _("maker"), max_length=255, blank=True, help_text=_("Who drew it or took the photo.")
    )
    source_url = models.URLField(
        _("where it comes from"),
        max_length=2000,
        blank=True,
        help_text=_("The web address where you found it."),
    )
    licence = models.CharField(_("licence"), max_length=20, choices=Licence, default=Licence.OWN)
    licence_url = models.URLField(
        _("link to the licence"),
        max_length=2000,
        blank=True,
        help_text=_("For Creative Commons: the address of the exact version, with its number."),
    )
    ai_generated = models.BooleanField(
        _("made with AI"), default=False, help_text=_("The article says so beside the image.")
    )

    admin_form_fields = (
        "title",
        "file",
        "description",
        "creator",
        "source_url",
        "licence",
        "licence_url",
        "ai_generated",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_image", "Can choose image")]

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        super().clean_fields(exclude=exclude)
        if "file" in (exclude or ()) or not self.is_svg():
            return
        with self.open_file() as drawing:
            if drawings.holds_program(drawing):
                raise ValidationError({"file": _("This drawing holds a program. Save it without.")})

    def clean(self) -> None:
        super().clean()
        if self.licence in ASKS_ATTRIBUTION:
            missing = {
                field: _("This licence asks for it.")
                for field in ("creator", "source_url", "licence_url")
                if not getattr(self, field)
            }
            if missing:
                raise ValidationError(missing)

    def generate_rendition_file(
        self,
        filter: Filter,  # noqa: A002  Wagtail's name
        *,
        source: "File[bytes] | None" = None,
    ) -> "File[bytes]":
        """Wagtail leaves its buffer open for the garbage collector; this one needs no closing."""
        with super().generate_rendition_file(filter, source=source) as buffer:
            buffer.seek(0)
            return ContentFile(buffer.read(), name=buffer.name)

    @property
    def credit_line(self) -> str:
        """ "An Peeters, CC BY-SA. Gemaakt met AI." or "" for an own image without a named maker."""
        licence = "" if self.licence == Licence.OWN else self.get_licence_display()
        sentences = [", ".join(filter(None, (self.creator, licence)))]
        if self.ai_generated:
            sentences.append(gettext("Made with AI"))
        return " ".join(f"{sentence.rstrip('.')}." for sentence in sentences if sentence)


class CreditedRendition(AbstractRendition):
    image = models.ForeignKey(CreditedImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_filter"
            )
        ]
