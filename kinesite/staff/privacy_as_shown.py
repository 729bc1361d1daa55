"""The window in which somebody says who may see a page: it overwrites no newer choice unseen."""

import json
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.admin.views.page_privacy import set_privacy
from wagtail.models import Page, PageViewRestriction

from booking.reception.forms.shown import FIELD
from kinesite.staff.carried import with_fields
from kinesite.staff.saving import locked_page
from kinesite.staff.versions import last_by, stored, versions_of


def set_privacy_as_shown(request: HttpRequest, page_id: int) -> HttpResponse:
    """Set it, or show what a colleague chose meanwhile."""
    if request.method != "POST":
        return _window(set_privacy(request, page_id), page_id)
    with transaction.atomic():
        locked_page(page_id)
        shown = request.POST.get(FIELD, "")
        if not shown or _states(shown) == _states(_version(page_id)):
            return _window(set_privacy(request, page_id), page_id)
        request.method = "GET"
        told = _("Nothing was saved: this was changed meanwhile%(by)s. This is how it is now.")
        by = last_by(Page(pk=page_id), float(shown.partition("|")[0]))
        return _window(set_privacy(request, page_id), page_id, told % {"by": by})


def _window(answer: HttpResponse, page_id: int, told: str = "") -> HttpResponse:
    """The answer of Wagtail, whose form carries what it shows."""
    sent: dict[str, Any] = json.loads(answer.content) if answer.status_code == 200 else {}
    if html := sent.get("html"):
        alert = format_html('<p role="alert" class="help-block help-critical">{}</p>', told)
        html = with_fields(html, **{FIELD: _version(page_id)})
        sent["html"] = (alert if told else "") + html
        answer.content = json.dumps(sent)
    return answer


def _version(page_id: int) -> str:
    own = PageViewRestriction.objects.filter(page=page_id).values_list("pk", flat=True)
    return versions_of(stored(PageViewRestriction, own), timezone.now())


def _states(version: str) -> str:
    return version.partition("|")[2]
