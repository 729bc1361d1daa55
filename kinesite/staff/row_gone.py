"""Forms of sources, images and documents whose row is gone: what was typed is given back."""

import re
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import ModelLogEntry

from booking.models.changed import staff_name
from booking.models.shown import news_of_deletion
from booking.reception.admin.as_shown import EditAsShown
from kinesite.staff.page_gone import give_back
from references.models import Reference

# Fields of these forms in which people write.
WRITTEN = re.compile(
    "title|authors|container_title|volume|issue|pages|doi|pmid|pmcid|url|accessed|editors|edition"
    "|publisher|publisher_place|finding|name|description|creator|source_url|licence_url|tags"
)


class EditOrGiveBack(EditAsShown):
    """The form of a row; when that is gone, the answer gives back what was typed in it."""

    def lead_away(self) -> HttpResponse:
        pk = self.object_pk
        if self.request.method == "POST":
            to = (reverse(self.index_url_name), _("To the list"))
            return tell_that_row_is_gone(self.request, self.model, pk, to)
        kept = kept_source(self.model, pk)
        if kept is None:
            return super().lead_away()
        messages.error(self.request, news_of_gone(self.model, pk))
        return redirect(self.edit_url_name, kept.pk)


def tell_that_row_is_gone(
    request: HttpRequest, model: type[Model], pk: object, to: tuple[str, str]
) -> HttpResponse:
    """Say what became of the row, and give back what was typed."""
    title = _("Nothing was saved")
    return give_back(request, title, news_of_gone(model, pk), 404, written=WRITTEN, to=to)


def news_of_gone(model: type[Model], pk: object) -> str:
    """Say who deleted the row, or with which other one it was merged by whom."""
    kept = kept_source(model, pk)
    if kept is None:
        return news_of_deletion(model, pk)
    log = ModelLogEntry.objects.filter(action="references.merge", data__merged=int(str(pk)))
    last = log.filter(user__isnull=False).select_related("user").last()
    by = _(", by %(name)s") % {"name": staff_name(last.user)} if last else ""
    told = _("This has meanwhile been merged with “%(row)s”%(by)s.")
    return told % {"row": kept, "by": by}


def kept_source(model: type[Model], pk: Any) -> Reference | None:
    """The source with which this one was merged; None if it was not."""
    if not issubclass(model, Reference) or not str(pk).isdecimal():
        return None
    return Reference.objects.formerly([int(pk)]).get(int(pk))
