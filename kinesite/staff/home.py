"""The first page of staff after signing in."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser, User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.menu import admin_menu
from wagtail.admin.views.home import HomeView

from booking.models import Practitioner
from booking.services.practice.sight import sight_of


def address_after_login(user: User | AnonymousUser) -> str:
    """The address at which somebody begins: therapists at their day, all others at the first page.

    Therapists who see the patients of colleagues begin at their own week.
    """
    person = Practitioner.objects.active().filter(user=user.pk).first()
    if person is None or not user.has_perm("booking.view_appointment"):
        return reverse("wagtailadmin_home")
    of_own = {"kin": person.pk} if sight_of(user).of_everybody else {}
    return f"{reverse('agenda:index')}?{urlencode(of_own)}".rstrip("?")


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


@require_safe
def list_screens(request: HttpRequest) -> HttpResponse:
    """List what the menu leads to, which without scripts is not there."""
    items = admin_menu.render_component(request)
    groups = [
        ("", [one for one in items if not hasattr(one, "menu_items") and one.url != "#"]),
        *((one.label, one.menu_items) for one in items if hasattr(one, "menu_items")),
    ]
    return render(request, "kinesite/screens.html", {"groups": groups})
