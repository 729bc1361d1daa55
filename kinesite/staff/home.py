"""The first page of staff after signing in."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.views.home import HomeView


class StaffHomeView(HomeView):
    """Wagtail's first page, which is about pages; staff without pages begin at the agenda.

    This holds for staff who may see the agenda only: whoever may not see a screen is sent back here
    by Wagtail, and would go round in a circle.
    """

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user = request.user
        if user.has_perm("booking.view_appointment") and not user_has_any_page_permission(user):
            return redirect("agenda:index")
        return super().get(request, *args, **kwargs)
