"""Wagtail's form that adds a page, for several people or windows that send it at once."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from wagtail.admin.views.pages.create import CreateView
from wagtail.models import Page


class StaffCreateView(CreateView):
    """The form that adds a page: one at a time below one page, so that no two get one address."""

    def dispatch(
        self, request: HttpRequest, *args: Any, parent_page_id: int, **kwargs: Any
    ) -> HttpResponse:
        if request.method != "POST":
            return super().dispatch(request, *args, parent_page_id=parent_page_id, **kwargs)
        with transaction.atomic():
            Page.objects.select_for_update(of=("self",)).filter(pk=parent_page_id).first()
            return super().dispatch(request, *args, parent_page_id=parent_page_id, **kwargs)
