"""The order of pages, dragged in a list: it overwrites no newer order unseen."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.pages.ordering import set_page_position
from wagtail.models import Page, PageLogEntry

from booking.models.changed import staff_name
from kinesite.staff.saving import locked_page


def set_position_as_shown(
    request: HttpRequest, page_to_move_id: int, shown: str = ""
) -> HttpResponse:
    """Move a page among those beside it, or say that the list is not as it was `shown`.

    `shown` are the ids of all pages of the list, in its order: "12-7-30". Page-order.js sends it,
    and loads the list anew when it is refused.
    """
    if request.method != "POST":
        return set_page_position(request, page_to_move_id)
    page = Page.objects.filter(pk=page_to_move_id).first()
    parent = page and page.get_parent()
    if parent is None:
        return _refuse(request, _("This page is not there any more"))
    if not parent.permissions_for_user(request.user).can_reorder_children():
        raise PermissionDenied
    with transaction.atomic():
        locked_page(parent.pk)
        stored = [str(pk) for pk in parent.get_children().values_list("pk", flat=True)]
        if shown and shown.split("-") != stored:
            return _refuse(request, _news(shown.split("-"), stored))
        return set_page_position(request, page_to_move_id)


def _refuse(request: HttpRequest, news: str) -> HttpResponse:
    told = _("Nothing was moved: %(news)s. Below it is as it is now.")
    messages.error(request, told % {"news": news[:1].lower() + news[1:]})
    return HttpResponse(status=409)


def _news(shown: Sequence[str], stored: Sequence[str]) -> str:
    if sorted(shown) != sorted(stored):
        return _("the list has other pages by now")
    moved = PageLogEntry.objects.filter(page__in=stored, action="wagtail.reorder")
    last = moved.filter(user__isnull=False).select_related("user").order_by("timestamp").last()
    by = _(", by %(name)s") % {"name": staff_name(last.user)} if last else ""
    return _("the order was changed meanwhile%(by)s") % {"by": by}
