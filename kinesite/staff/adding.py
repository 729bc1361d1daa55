"""Wagtail's form that adds a page, for several people or windows that send it at once."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from wagtail.admin.views.pages.create import CreateView

from kinesite.staff.page_gone import tell_that_it_is_gone, tell_that_it_is_half
from kinesite.staff.saving import is_half, locked_page


class StaffCreateView(CreateView):
    """The form that adds a page: one at a time below one page, so that no two get one address."""

    def dispatch(
        self, request: HttpRequest, *args: Any, parent_page_id: int, **kwargs: Any
    ) -> HttpResponse:
        if request.method != "POST":
            return super().dispatch(request, *args, parent_page_id=parent_page_id, **kwargs)
        with transaction.atomic():
            if locked_page(parent_page_id) is None:
                return tell_that_it_is_gone(request, parent_page_id)
            return super().dispatch(request, *args, parent_page_id=parent_page_id, **kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        if is_half(request, self.page_class):
            return tell_that_it_is_half(request)
        return super().post(request)
