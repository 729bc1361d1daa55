"""Lists that are searched for a patient.

The search is a step with an address of its own: see booking/reception/views/support/steps.py.
"""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column

from booking.reception.admin.lists import ListView
from booking.reception.forms.search import SearchForm
from booking.reception.presenters.search import remark_on
from booking.reception.views.support.steps import STEP, kept_step, lead_to_step
from booking.services.patients.find import Found, find_patients

# The list shows no more patients than this for one search, on one page.
MOST_FOUND = 50
# No name, number or address of a patient is longer.
LONGEST = 254


class SearchedListView(ListView):
    """List with a field above it that finds patients; what is found takes the place of the list."""

    template_name = "booking/reception/searched_list.html"
    is_searchable = False
    paginate_by = MOST_FOUND

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the list; a file of what was found is not made once its words are forgotten."""
        if self.is_export and STEP in request.GET and not self.search.is_bound:
            messages.warning(request, _("Your search was too long ago. Search again."))
            return redirect(self.index_url)
        answer: HttpResponse = super().get(request, *args, **kwargs)
        return answer

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Lead to the page of what the posted words find; nothing changes."""
        words = request.POST.get("zoek", "")[:LONGEST]
        return lead_to_step(request, words, self.index_url) or redirect(self.index_url)

    def rows_of(self, found: Found) -> QuerySet[Any]:
        """Rows of the patients who were found, in the order in which they are shown."""
        raise NotImplementedError

    @cached_property
    def search(self) -> SearchForm:
        """The search field with the words of the address; not bound while the whole list shows."""
        words = kept_step(self.request)
        search = SearchForm({"zoek": words} if isinstance(words, str) else None)
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
