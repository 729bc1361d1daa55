"""Forms that do not overwrite what a colleague changed since they were shown."""

from contextlib import AbstractContextManager
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views import generic

from booking.models.shown import changes_since, news_of, version_of
from booking.reception.forms.shown import FIELD, refuse_what_changed, show_version
from booking.reception.views.support.messages import report_deleted
from booking.reception.views.support.shown import shown_in
from booking.services.practice.rows import locked_row


class EditAsShown(generic.EditView):
    """The form of a row; saves only what was shown as it still is, or shows what is new.

    The form then keeps what was typed, and has what is new in the fields that were left as they
    were shown. It carries the new version, so that saving it once more is a choice. A row that was
    deleted meanwhile leads to the list, with a sentence that says so.
    """

    stored: models.Model | None = None
    is_gone = False
    # Of a form that, saved as it was, does something all the same.
    saving_acts = False

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        try:
            super().setup(request, *args, **kwargs)
        except Http404:  # some forms look for their row here already
            self.is_gone = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.is_gone:
            return self.lead_away()
        page: HttpResponse = super().dispatch(request, *args, **kwargs)
        return page

    def save_instance(self) -> models.Model:
        """Store the row and note it in the history, unless nothing was changed."""
        if self.form.has_changed():
            changed: models.Model = super().save_instance()
            return changed
        self.has_content_changes = False
        return self.object

    def get_success_message(self) -> str | None:
        """Wagtail's message, or that nothing was changed."""
        if self.saving_acts or self.form.has_changed():
            done: str | None = super().get_success_message()
            return done
        return _("Nothing was changed: “%(row)s” is as it was.") % {"row": self.object}

    def get_form(self, form_class: type[Any] | None = None) -> Any:
        form = super().get_form(form_class)
        show_version(form, version_of(self.object, timezone.now()))
        return form

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            page: HttpResponse = super().get(request, *args, **kwargs)
        except Http404:
            return self.lead_away()
        return page

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            row = getattr(self, "object", None) or self.get_object()
            with self.locked(row) as self.stored:
                page: HttpResponse = super().post(request, *args, **kwargs)
        except Http404:
            return self.lead_away()
        return page

    def lead_away(self) -> HttpResponse:
        """Say that the row is not there any more, on the screen to go on with."""
        return lead_to_list(self, self.object_pk)

    def locked(self, row: models.Model) -> AbstractContextManager[Any]:
        """Lock the row until it is saved; gives it as it is by now, or None."""
        return locked_row(row)

    def form_of(self, form_class: type[Any], row: models.Model) -> Any:
        """The form on a row, with nothing typed in it."""
        return form_class(**self.get_form_kwargs() | {"instance": row, "data": None, "files": None})

    def is_valid(self, form: Any) -> bool:
        """Tell whether the form can be saved; adds an error if the row is not as it showed."""
        is_valid: bool = super().is_valid(form)
        if self.stored is None:
            return is_valid
        form_of = partial(self.form_of, type(form))
        if not refuse_what_changed(form, self.stored, timezone.now(), form_of):
            return is_valid
        self.produced_error_code = "validation_error"
        self.produced_error_message = self.get_error_message()
        return False


class DeleteAsShown(generic.DeleteView):
    """Deletion of a row, asked once more if the row is not as the screen showed it."""

    object: Any

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        try:
            super().setup(request, *args, **kwargs)
        except Http404:
            self.object = None

    def get_delete_url(self) -> str:
        """The address that deletes, with the version that the screen shows and where to go on."""
        sent = {FIELD: version_of(self.object, timezone.now())}
        if back := get_valid_next_url_from_request(self.request):
            sent["next"] = back
        return f"{super().get_delete_url()}?{urlencode(sent)}"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.object is None:
            return lead_to_list(self, self.kwargs[self.pk_url_kwarg])
        page: HttpResponse = super().get(request, *args, **kwargs)
        return page

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.object is None:
            return lead_to_list(self, self.kwargs[self.pk_url_kwarg])
        with self.locked(self.object) as stored:
            if stored is None:
                return lead_to_list(self, self.object.pk)
            shown = shown_in(request)
            if changed := changes_since(stored, shown):
                advice = _("Nothing was deleted: look at it, and delete it if you still want to.")
                messages.error(request, f"{news_of(stored, changed, shown)} {advice}")
                return redirect(request.path)
            page: HttpResponse = super().post(request, *args, **kwargs)
        return page

    def locked(self, row: models.Model) -> AbstractContextManager[Any]:
        """Lock the row until it is deleted; gives it as it is by now, or None."""
        return locked_row(row)


class DeleteByRight(DeleteAsShown):
    """Deletion of a row of which the view looks at the row itself to tell who may delete it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead to the list before a row that is gone is looked at."""
        if self.object is None:
            return lead_to_list(self, self.kwargs[self.pk_url_kwarg])
        page: HttpResponse = super().dispatch(request, *args, **kwargs)
        return page


def lead_to_list(view: Any, pk: object) -> HttpResponse:
    """Say that the row is not there any more, above the list of the others."""
    if not view.index_url_name:
        raise Http404
    return report_deleted(view.request, view.model, pk, view.index_url_name)
