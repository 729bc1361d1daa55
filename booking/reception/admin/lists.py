"""Lists that load what their rows name together with the rows: Wagtail asks for each row apart."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from booking.scheduling.clock import clinic_day


class ListView(generic.IndexView):
    list_select_related: Sequence[str] = ()

    def get_base_queryset(self) -> QuerySet[Any]:
        rows = super().get_base_queryset()
        # Without names it would follow every relation.
        return rows.select_related(*self.list_select_related) if self.list_select_related else rows


class ComingListView(ListView):
    """Periods from today on: what is past cannot be changed any more."""

    default_ordering = "starts_at"

    def get_base_queryset(self) -> QuerySet[Any]:
        today = clinic_day(timezone.localdate())
        return super().get_base_queryset().filter(ends_at__gt=today.starts_at)


class ListViewSet(ModelViewSet):
    index_view_class = ListView
    list_select_related: Sequence[str] = ()
    # Of what editors use: it would cost four queries with each mail that a booking owes.
    add_to_reference_index = False

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        own = {"list_select_related": self.list_select_related}
        return super().get_index_view_kwargs(**own | kwargs)
