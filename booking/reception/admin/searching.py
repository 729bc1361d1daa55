"""Lists that are searched for a patient.

The search is posted: a name must not stand in an address, which servers log and browsers keep.
"""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.ui.tables import Column

from booking.reception.admin.lists import ListView
from booking.reception.forms.search import SearchForm
from booking.reception.presenters.search import remark_on
from booking.services.patients.find import Found, find_patients

# The list shows no more patients than this for one search, on one page.
MOST_FOUND = 50


class SearchedListView(ListView):
    """List with a field above it that finds patients; what is found takes the place of the list."""

    template_name = "booking/reception/searched_list.html"
    is_searchable = False
    paginate_by = MOST_FOUND

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what the posted words find; nothing changes."""
        response: HttpResponse = self.get(request, *args, **kwargs)
        return response

    def rows_of(self, found: Found) -> QuerySet[Any]:
        """Rows of the patients who were found, in the order in which they are shown."""
        raise NotImplementedError

    @cached_property
    def search(self) -> SearchForm:
        """The search field with the posted words; not bound while the whole list shows."""
        search = SearchForm(self.request.POST if self.request.method == "POST" else None)
        search.fields["zoek"].widget.attrs["autofocus"] = True  # whoever calls is looked up first
        return search

    @cached_property
    def found(self) -> Found:
        """Patients who fit the posted words; one or two queries."""
        typed = self.search.cleaned_data["zoek"] if self.search.is_valid() else ""
        return find_patients(typed, now=timezone.now(), most=MOST_FOUND)

    def get_queryset(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset()
        return self.rows_of(self.found) if self.search.is_bound else rows

    @cached_property
    def columns(self) -> list[Column]:
        columns: list[Column] = super().columns
        if self.search.is_bound:  # a link that sorts would begin without the search
            for column in columns:
                column.sort_key = None
        return columns

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        remark = remark_on(self.found) if self.search.is_bound else ""
        return context | {"search": self.search, "remark": remark}
