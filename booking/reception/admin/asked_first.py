"""Forms of working hours that show what they would change before they save it.

A form is saved in a transaction, its consequences are read, and unless the desk saw exactly these
it is taken back and they are shown. So the preview is no second calculation that could say
something else, and what changed meanwhile is shown before it counts.
"""

from collections.abc import Iterator
from copy import copy
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages

from booking.errors import BookingError
from booking.reception.admin.hours import DeleteHours, SaveHours
from booking.reception.presenters.hours_preview import HoursPreview, preview_of

# Carries the token of the preview that was seen.
SEEN = "gezien"
# Sent by the button that leads back to the form.
AGAIN = "opnieuw"
NOT_TYPED = {SEEN, AGAIN, "csrfmiddlewaretoken"}


class NotSeen(Exception):
    """The desk has not seen what would follow; raised to take the change back."""

    def __init__(self, preview: HoursPreview) -> None:
        self.preview = preview
        super().__init__()


class AskFirst(SaveHours):
    """Mixin of the forms to add and edit; stands before the view in the bases."""

    template_preview = "booking/reception/hours_preview.html"

    def has_to_ask(self, preview: HoursPreview) -> bool:
        """Tell whether such a change is shown first: one that somebody would notice."""
        return not preview.is_empty

    def save_instance(self) -> Model:
        row = super().save_instance()
        preview = preview_of(self.outcome, self.request.user, now=timezone.now())
        if self.has_to_ask(preview) and self.request.POST.get(SEEN) != preview.token:
            raise NotSeen(preview)
        return row

    def form_valid(self, form: ModelForm[Any]) -> HttpResponse:
        """Save, ask first, or show what was typed once more for a change."""
        if AGAIN in self.request.POST:
            page: HttpResponse = self.render_to_response(self.get_context_data(form=form))
            return page
        try:
            return super().form_valid(form)
        except NotSeen as asked:
            return self.ask(asked.preview)

    def ask(self, preview: HoursPreview) -> HttpResponse:
        """Show what would follow, with the form as it was typed behind it."""
        context = {
            "preview": preview,
            "typed": list(self.typed()),
            "address": self.request.get_full_path(),
            "has_changed": bool(self.request.POST.get(SEEN)),
            "seen": SEEN,
            "again": AGAIN,
        }
        return TemplateResponse(self.request, self.template_preview, context)

    def typed(self) -> Iterator[tuple[str, str]]:
        """Names and values of the form that was sent."""
        for name, values in self.request.POST.lists():
            if name not in NOT_TYPED:
                yield from ((name, value) for value in values)


class DeleteAskFirst(DeleteHours):
    """Deletion whose question tells what would close, and whom it hits."""

    template_name = "booking/reception/delete_hours.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "preview": self.preview}

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        self.preview = self.tried() if self.object is not None else None
        return super().get(request, *args, **kwargs)

    def tried(self) -> HoursPreview | None:
        """Try the deletion and take it back; None when others are changing hours right now."""
        try:
            with transaction.atomic():
                outcome = self.write(copy(self.object))
                preview = preview_of(outcome, self.request.user, now=timezone.now())
                transaction.set_rollback(True)
        except BookingError:
            return None
        return preview

    def get_delete_url(self) -> str:
        url = super().get_delete_url()
        return f"{url}&{SEEN}={self.preview.token}" if self.preview else url

    def delete_action(self) -> None:
        with transaction.atomic():
            super().delete_action()
            preview = preview_of(self.outcome, self.request.user, now=timezone.now())
            if self.request.GET.get(SEEN, preview.token) != preview.token:
                raise NotSeen(preview)

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return super().form_valid(form)
        except NotSeen:
            messages.error(
                self.request, _("Nothing was deleted: what would follow has changed. Look again.")
            )
            return redirect(self.request.path)
