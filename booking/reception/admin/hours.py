"""Forms that change working time: each hands its row to a service and tells what followed."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views import generic
from wagtail.log_actions import log

from booking.errors import BookingError, HoursBusy
from booking.reception.admin.as_shown import DeleteAsShown, EditAsShown
from booking.reception.presenters.consequences import consequences, may_call
from booking.services.schedule.change_hours import Outcome
from booking.services.schedule.rows import row_of_hours


class TellOutcome(generic.BeforeAfterHookMixin):
    """Mixin of the three kinds of views: where to go after a change, and what to say of it."""

    outcome: Outcome

    def get_success_url(self) -> str:
        """The list of appointments to call about; without any the page in `?next=`, or the list."""
        own: str = super().get_success_url()
        return self.url_of_visits() or get_valid_next_url_from_request(self.request) or own

    def with_next(self, url: str) -> str:
        """An address with the page to go on to, so that a refused form and a deletion keep it."""
        back = get_valid_next_url_from_request(self.request)
        sign = "&" if "?" in url else "?"
        return f"{url}{sign}{urlencode({'next': back})}" if back else url

    def url_of_visits(self) -> str:
        """The list of appointments that the change left outside working hours; empty for none.

        Empty too for an editor, who sees no appointments and is told that the desk has to call.
        """
        outcome = getattr(self, "outcome", None)
        if outcome is None or outcome.change is None or not may_call(self.request.user):
            return ""
        return reverse("buiten_uren:of_change", args=[outcome.change.pk])

    def get_success_message(self, *args: Any) -> str:
        """Wagtail's message, with a sentence for each consequence."""
        saved: str = super().get_success_message(*args)
        return " ".join([saved, *consequences(self.outcome, self.request.user)])


class SaveHours(TellOutcome):
    """Mixin of the forms to add and edit; each says in `write` which service stores the row."""

    log_action: str

    def write(self, row: Any) -> Outcome:
        """Store the row through a service. Raises BookingError, ValidationError."""
        raise NotImplementedError

    def save_instance(self) -> Model:
        """Store the row, and log it as Wagtail does, unless it was saved as it was."""
        row: Model = self.form.save(commit=False)
        self.has_content_changes = row.pk is None or self.form.has_changed()
        self.outcome = self.write(row)
        if self.has_content_changes:
            log(instance=row, action=self.log_action, content_changed=True)
        return row

    def form_valid(self, form: ModelForm[Any]) -> HttpResponse:
        """Store the row, or show the form again with what the service said against it."""
        try:
            response: HttpResponse = super().form_valid(form)
        except BookingError as error:
            form.add_error(None, str(error))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return response
        self.produced_error_message = self.get_error_message()
        refused: HttpResponse = self.form_invalid(form)
        return refused


class CreateHours(SaveHours, generic.CreateView):
    """Form of a new row, whose address may name values of the fields in `asked_for`."""

    log_action = "wagtail.create"
    asked_for: Sequence[str] = ("practitioner", "day")

    def get_initial(self) -> dict[str, Any]:
        asked = {name: self.request.GET.get(name, "") for name in self.asked_for}
        return {name: value for name, value in asked.items() if value}

    def get_add_url(self) -> str:
        return self.with_next(super().get_add_url())


class EditHours(SaveHours, EditAsShown):
    """Form of a row that is there already."""

    log_action = "wagtail.edit"

    def get_edit_url(self) -> str:
        return self.with_next(super().get_edit_url())

    def get_delete_url(self) -> str:
        url = super().get_delete_url()
        return self.with_next(url) if url else ""

    def locked(self, row: Model) -> AbstractContextManager[Any]:
        return row_of_hours(row)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Store the row, or show what was typed again when working time is being changed."""
        try:
            return super().post(request, *args, **kwargs)
        except HoursBusy as error:
            self.object = self.get_object()
            form = self.get_form()
            form.add_error(None, str(error))
            self.produced_error_message = self.get_error_message()
            refused: HttpResponse = self.form_invalid(form)
            return refused


class DeleteHours(TellOutcome, DeleteAsShown):
    """Deletion through the service that `write` names."""

    def write(self, row: Any) -> Outcome:
        """Delete the row through a service. Raises BookingError."""
        raise NotImplementedError

    def locked(self, row: Model) -> AbstractContextManager[Any]:
        return row_of_hours(row)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().post(request, *args, **kwargs)
        except HoursBusy as error:
            messages.error(request, str(error))
            return redirect(request.path)

    def url_if_refused(self) -> str:
        """The address to go on at when the service refused."""
        return self.get_success_url()

    def delete_action(self) -> None:
        log(instance=self.object, action="wagtail.delete")
        self.outcome = self.write(self.object)

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            response: HttpResponse = super().form_valid(form)
        except BookingError as error:
            messages.error(self.request, str(error))
            return redirect(self.url_if_refused())
        url = self.url_of_visits()
        return redirect(url) if url else response
