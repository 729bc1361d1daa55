"""What visits cost and who is conventioned: rows with the day that they hold from."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column

from booking.models import ConventionStatus, Tariff
from booking.reception.admin.lists import ListViewSet
from booking.text.formats import euro_text

AMOUNTS = ("total", "refund", "copay", "supplement", "refund_increased", "copay_increased")
STATUS = capfirst(ConventionStatus._meta.verbose_name)


class TariffForm(WagtailAdminModelForm):
    """Amounts with a comma, or with a point."""

    class Meta:
        model = Tariff
        fields = ("treatment", "convention", "valid_from", *AMOUNTS)
        localized_fields = AMOUNTS
        widgets = dict.fromkeys(AMOUNTS, forms.TextInput({"inputmode": "decimal"}))


class Holds(django_filters.ChoiceFilter):
    """Whether a row holds today, or from a later day on."""

    def __init__(self) -> None:
        choices = [("today", _("today")), ("later", _("from a later day on"))]
        super().__init__(label=_("Holds"), choices=choices, empty_label=_("All"))

    def filter(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        today = timezone.localdate()
        if value == "later":
            return rows.filter(valid_from__gt=today)
        # By key: `on` looks for the newest row of all, whatever else is filtered.
        newest = rows.model.objects.on(today).values("pk")
        return rows.filter(pk__in=newest) if value else rows


class TariffFilterSet(WagtailFilterSet):
    holds = Holds()

    class Meta:
        model = Tariff
        fields = ("holds", "treatment", "convention")


class ConventionStatusFilterSet(WagtailFilterSet):
    holds = Holds()

    class Meta:
        model = ConventionStatus
        fields = ("holds", "practitioner")


def amount(name: str) -> Column:
    label = capfirst(Tariff._meta.get_field(name).verbose_name)
    return Column(name, label=label, accessor=lambda row: euro_text(getattr(row, name)))


class TariffViewSet(ListViewSet):
    model = Tariff
    icon = "tag"
    list_display = [
        "treatment",
        Column("convention", label=STATUS, accessor="get_convention_display"),
        "valid_from",
        *(amount(name) for name in ("total", "copay", "supplement")),
    ]
    filterset_class = TariffFilterSet
    list_select_related = ["treatment"]
    # A new year's tariff is last year's with other amounts.
    copy_view_enabled = True

    def get_form_class(self, for_update: bool = False) -> type[TariffForm]:  # noqa: ARG002, FBT001, FBT002  Wagtail's signature
        return TariffForm


class ConventionStatusViewSet(ListViewSet):
    model = ConventionStatus
    icon = "tag"
    form_fields = ["practitioner", "status", "valid_from"]
    list_display = ["practitioner", "status", "valid_from"]
    filterset_class = ConventionStatusFilterSet
    list_select_related = ["practitioner"]
    copy_view_enabled = False
