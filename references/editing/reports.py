"""The report of sources that need a look: retracted, doubted, different or not found."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, Q, Value, When
from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page, ReferenceIndex
from wagtail.permission_policies import ModelPermissionPolicy

from references.choices import Standing, Verification
from references.models import Reference, ReferenceQuerySet

# The gravest case comes first.
ORDER = (
    Q(standing=Standing.RETRACTED),
    Q(standing=Standing.CONCERN),
    Q(verification=Verification.DIFFERS),
    Q(verification=Verification.NOT_FOUND),
    Q(standing=Standing.CORRECTED),
)


def to_look_at() -> ReferenceQuerySet:
    """The sources that need a look, the gravest first."""
    wanted = Q(standing__in=[Standing.RETRACTED, Standing.CONCERN, Standing.CORRECTED])
    wanted |= Q(verification__in=[Verification.DIFFERS, Verification.NOT_FOUND])
    gravity = Case(*(When(case, Value(rank)) for rank, case in enumerate(ORDER)), default=Value(9))
    return Reference.objects.filter(wanted).order_by(gravity, *(Reference._meta.ordering or ()))


def pages_citing(references: Iterable[Reference]) -> dict[int, list[Page]]:
    """The pages online that cite the sources, by the key of the source. Two queries."""
    uses = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(Reference),
        to_object_id__in=[str(reference.pk) for reference in references],
    )
    pairs = {
        (int(source), int(page)) for source, page in uses.values_list("to_object_id", "object_id")
    }
    pages = Page.objects.live().in_bulk({page for _source, page in pairs})
    citing: dict[int, list[Page]] = defaultdict(list)
    for source, page in pairs:
        if page in pages:
            citing[source].append(pages[page])
    for listed in citing.values():
        listed.sort(key=lambda page: (page.title.casefold(), page.pk))
    return citing


class PagesColumn(Column):
    """The column with the pages that cite a source."""

    cell_template_name = "references/verifying/pages_cell.html"


class SourcesFilter(WagtailFilterSet):
    """The filter of the report."""

    class Meta:
        model = Reference
        fields = ["standing", "verification"]


class SourcesToLookAtView(ReportView):
    """The report, which can also be downloaded."""

    page_title = _("Sources to look at")
    header_icon = "warning"
    index_url_name = "references_report"
    index_results_url_name = "references_report_results"
    filterset_class = SourcesFilter
    permission_policy = ModelPermissionPolicy(Reference)
    permission_required = "change"
    list_export = ["title", "doi", "pmid", "standing", "verification", "checked_at"]
    export_headings = {
        "title": _("Title"),
        "doi": "DOI",
        "pmid": "PMID",
        "standing": _("Standing"),
        "verification": _("Checked"),
        "checked_at": _("Checked on"),
    }
    columns = [
        TitleColumn("source", label=_("Source"), accessor=str, url_name="references_check"),
        Column("standing", label=_("Standing"), accessor="get_standing_display"),
        Column("verification", label=_("Checked"), accessor="get_verification_display"),
        Column(
            "checked_at",
            label=_("Checked on"),
            accessor=lambda row: row.checked_at and localdate(row.checked_at).strftime("%d/%m/%Y"),
        ),
        PagesColumn("pages", label=_("Cited in"), accessor="citing_pages"),
    ]

    def get_queryset(self) -> ReferenceQuerySet:
        self.queryset = to_look_at()
        return super().get_queryset()

    def decorate_paginated_queryset(self, sources: Any) -> Any:
        shown = list(sources)
        citing = pages_citing(shown)
        for source in shown:
            source.citing_pages = citing[source.pk]
        return shown


class SourcesMenuItem(MenuItem):
    """The menu item of the report, for those who may change sources."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("references.change_reference")
