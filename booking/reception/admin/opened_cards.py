"""The report of who opened the card of which patient."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from booking.models import CardOpening
from booking.models.changed import staff_name
from booking.text.formats import list_moment_text

INDEX = "opened_cards"


class OpenedCardsFilter(WagtailFilterSet):
    """The filter of the report."""

    class Meta:
        model = CardOpening
        fields = ["user"]


class OpenedCardsView(ReportView):
    """Opened cards of the last year, the newest first, for Beheer."""

    page_title = _("Opened cards of patients")
    header_icon = "view"
    index_url_name = INDEX
    index_results_url_name = f"{INDEX}_results"
    filterset_class = OpenedCardsFilter
    permission_policy = ModelPermissionPolicy(CardOpening)
    permission_required = "view"
    default_ordering = "-opened_at"
    # No file of it: what leaves the site is not deleted after a year.
    list_export: list[str] = []
    columns = [
        TitleColumn(
            "patient",
            label=_("Patient"),
            get_url=lambda row: reverse("patienten:visits", args=[row.patient_id]),
        ),
        Column(
            "user",
            label=_("Opened by"),
            accessor=lambda row: staff_name(row.user) if row.user else _("a login that is gone"),
        ),
        Column(
            "opened_at",
            label=_("Opened at"),
            accessor=lambda row: list_moment_text(row.opened_at),
        ),
    ]

    def get_queryset(self) -> Any:
        self.queryset = CardOpening.objects.select_related("patient", "user").order_by(
            "-opened_at", "-pk"
        )
        return super().get_queryset()


class OpenedCardsMenuItem(MenuItem):
    """The menu item of the report, for those who may see it."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("booking.view_cardopening")


def report_urls() -> list[URLPattern]:
    """Addresses of the report."""
    return [
        path("reports/opened-cards/", OpenedCardsView.as_view(), name=INDEX),
        path(
            "reports/opened-cards/results/",
            OpenedCardsView.as_view(results_only=True),
            name=f"{INDEX}_results",
        ),
    ]


def menu_item() -> MenuItem:
    """The item in the menu of reports."""
    return OpenedCardsMenuItem(
        _("Opened cards of patients"), reverse(INDEX), icon_name="view", order=1200
    )
