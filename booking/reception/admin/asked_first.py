"""Forms of working hours that show what they would change before they save it.

A form is saved in a transaction, its consequences are read, and unless the desk saw exactly these
it is taken back and they are shown. So the preview is no second calculation that could say
something else, and what changed meanwhile is shown before it counts.
"""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.forms import ModelForm
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.utils import get_valid_next_url_from_request

from booking.reception.admin.hours import DeleteHours, SaveHours, TellOutcome
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


class Asks(TellOutcome):
    """Mixin of all these views: the preview, with what was sent behind it."""

    template_preview = "booking/reception/hours_preview.html"

    def has_to_ask(self, preview: HoursPreview) -> bool:
        """Tell whether such a change is shown first: one that somebody would notice."""
        return not preview.is_empty

    def refuse_unseen(self) -> None:
        """Raise NotSeen if the desk has to see what follows and saw something else, or nothing."""
        preview = preview_of(self.outcome, self.request.user, now=timezone.now())
        if self.has_to_ask(preview) and self.request.POST.get(SEEN) != preview.token:
            raise NotSeen(preview)

    def ask(self, preview: HoursPreview, **more: Any) -> HttpResponse:
        """Show what would follow."""
        context = {
            "preview": preview,
            "typed": list(self.typed()),
            "address": self.request.get_full_path(),
            "has_changed": bool(self.request.POST.get(SEEN)),
            "seen": SEEN,
            "again": AGAIN,
            "back_url": "",
            **more,
        }
        return TemplateResponse(self.request, self.template_preview, context)

    def typed(self) -> Iterator[tuple[str, str]]:
        """Names and values of the form that was sent."""
        for name, values in self.request.POST.lists():
            if name not in NOT_TYPED:
                yield from ((name, value) for value in values)


class AskFirst(Asks, SaveHours):
    """Mixin of the forms to add and edit; stands before the view in the bases."""

    def save_instance(self) -> Model:
        row = super().save_instance()
        self.refuse_unseen()
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


class DeleteAskFirst(Asks, DeleteHours):
    """Deletion that tells what would close and whom it hits, once it is asked for."""

    def delete_action(self) -> None:
        with transaction.atomic():
            super().delete_action()
            self.refuse_unseen()

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return super().form_valid(form)
        except NotSeen as asked:
            back = get_valid_next_url_from_request(self.request) or reverse(self.index_url_name)
            return self.ask(asked.preview, back_url=back)
