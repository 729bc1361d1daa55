"""The lists of tariffs and of therapists' agreement on fees: rows that hold from a day on."""

from typing import Any, cast

import django_filters
from django.db.models import Field, QuerySet
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column

from booking.models import ConventionStatus, Tariff
from booking.reception.admin.as_shown import EditAsShown
from booking.reception.admin.history import HistoryBelow
from booking.reception.admin.lists import ListViewSet
from booking.reception.forms.tariff import TariffForm
from booking.text.formats import euro_text

AMOUNTS = ("total", "refund", "copay", "refund_increased", "copay_increased", "supplement")
STATUS = capfirst(ConventionStatus._meta.verbose_name)


class HoldsFilter(django_filters.ChoiceFilter):
    """Filter on rows that hold today, or on those that hold from a later day on."""

    def __init__(self) -> None:
        choices = [("today", _("today")), ("later", _("from a later day on"))]
        super().__init__(label=_("Holds"), choices=choices, empty_label=_("All"))

    def filter(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        today = timezone.localdate()
        if value == "later":
            return rows.filter(valid_from__gt=today)
        # Chosen by key, because `on` looks for the newest among all rows, not among `rows`.
        newest = rows.model.objects.on(today).values("pk")
        return rows.filter(pk__in=newest) if value else rows


class TariffFilterSet(WagtailFilterSet):
    """Filters beside the list of tariffs."""

    holds = HoldsFilter()

    class Meta:
        model = Tariff
        fields = ("holds", "treatment", "convention")


class ConventionStatusFilterSet(WagtailFilterSet):
    """Filters beside the list of therapists' agreement on fees."""

    holds = HoldsFilter()

    class Meta:
        model = ConventionStatus
        fields = ("holds", "practitioner")


def amount_column(name: str) -> Column:
    """Column that shows an amount in euros."""
    return Column(name, label=label_of(name), accessor=lambda row: euro_text(getattr(row, name)))


def label_of(name: str) -> Any:
    """The name of a field of a tariff, as a heading."""
    return capfirst(cast("Field[Any, Any]", Tariff._meta.get_field(name)).verbose_name)


class EditTariff(HistoryBelow, EditAsShown):
    """The form of a tariff, with its history."""


class TariffViewSet(ListViewSet):
    """Tariffs by treatment, each from a day on."""

    model = Tariff
    edit_view_class = EditTariff
    icon = "tag"
    list_display = [
        "treatment",
        Column("convention", label=STATUS, accessor="get_convention_display"),
        "valid_from",
        *(amount_column(name) for name in ("total", "copay", "supplement")),
    ]
    file_columns = [
        Column("treatment", label=_("Treatment")),
        Column("convention", label=STATUS, accessor="get_convention_display"),
        Column("valid_from", label=_("As of")),
        *(Column(name, label=label_of(name)) for name in AMOUNTS),
    ]
    filterset_class = TariffFilterSet
    list_select_related = ["treatment"]
    # The tariff of a new year is made from last year's, with other amounts.
    copy_view_enabled = True

    def get_form_class(self, for_update: bool = False) -> type[TariffForm]:  # noqa: ARG002, FBT001, FBT002  Wagtail's signature
        return TariffForm


class ConventionStatusViewSet(ListViewSet):
    """Agreement of each therapist on fees, from a day on."""

    model = ConventionStatus
    icon = "tag"
    form_fields = ["practitioner", "status", "valid_from"]
    list_display = ["practitioner", "status", "valid_from"]
    file_columns = [
        Column("practitioner", label=_("Therapist")),
        Column("status", label=_("Status"), accessor="get_status_display"),
        Column("valid_from", label=_("As of")),
    ]
    filterset_class = ConventionStatusFilterSet
    list_select_related = ["practitioner"]
    copy_view_enabled = False
