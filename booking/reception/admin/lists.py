"""Lists of the desk, as Wagtail makes them of a model."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Field, QuerySet
from django.forms import Field as FormField
from django.urls import URLPattern
from django.utils import timezone
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from booking.reception.admin.as_shown import DeleteAsShown, EditAsShown
from booking.reception.admin.files import ListFile
from booking.reception.admin.long_lists import LongListPaginator
from booking.reception.forms.tidy import tidy_formfield
from booking.scheduling.clock import clinic_day


class ListView(ListFile, generic.IndexView):
    """List that loads the rows named in `list_select_related` along, instead of row by row."""

    list_select_related: Sequence[str] = ()

    def get_paginator(self, *args: Any, **kwargs: Any) -> WagtailPaginator:
        """Pages of the list; only what was filtered is counted to the last row, above the list."""
        kind = WagtailPaginator if self.is_filtering or self.is_searching else LongListPaginator
        return kind(*args, **kwargs)

    def get_base_queryset(self) -> QuerySet[Any]:
        rows = super().get_base_queryset()
        # select_related without names would follow every relation.
        return rows.select_related(*self.list_select_related) if self.list_select_related else rows


class ComingListView(ListView):
    """List of the periods that end today or later, earliest first."""

    default_ordering = "starts_at"

    def get_base_queryset(self) -> QuerySet[Any]:
        today = clinic_day(timezone.localdate())
        return super().get_base_queryset().filter(ends_at__gt=today.starts_at)


class WithoutUsage(ModelViewSet):
    """List of a model that tells where a row is used only with `add_to_reference_index`.

    The reference index shows editors where a page names a row. Rows of the desk are named by no
    page: for them it would cost four queries with each mail that a booking owes, and screens would
    say "0 references" of a treatment with appointments.
    """

    add_to_reference_index = False

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        common: dict[str, Any] = super().get_common_view_kwargs(**kwargs)
        return common if self.add_to_reference_index else common | {"usage_url_name": None}

    def get_urlpatterns(self) -> list[URLPattern]:
        patterns: list[URLPattern] = super().get_urlpatterns()
        if self.add_to_reference_index:
            return patterns
        return [one for one in patterns if one.name != "usage"]


class TidyViewSet(WithoutUsage):
    """List of a model with its forms, which tidy what is typed; `file_columns` are of its file."""

    index_view_class = ListView
    file_columns: Sequence[Column] = ()

    @property
    def export_filename(self) -> str:
        return str(self.name)

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_index_view_kwargs(**{"file_columns": self.file_columns} | kwargs)

    def formfield_for_dbfield(self, db_field: "Field[Any, Any]", **kwargs: Any) -> FormField | None:
        return tidy_formfield(db_field, **kwargs)


class ListViewSet(TidyViewSet):
    """List of a model with its forms, for rows that name other rows."""

    edit_view_class = EditAsShown
    delete_view_class = DeleteAsShown
    list_select_related: Sequence[str] = ()

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        own = {"list_select_related": self.list_select_related}
        return super().get_index_view_kwargs(**own | kwargs)
