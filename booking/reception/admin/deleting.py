"""Deletion of rows that appointments may refer to."""

from django.contrib import messages
from django.db.models import ProtectedError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from booking.reception.admin.as_shown import DeleteAsShown


class DeleteUnlessBooked(DeleteAsShown):
    """Deletion that is refused, with the reason, when appointments refer to the row."""

    def form_valid(self, form: Form) -> HttpResponse:
        try:
            response: HttpResponse = super().form_valid(form)
        except ProtectedError:
            messages.error(
                self.request,
                _("There are appointments with it, so it stays. You can take it offline instead."),
            )
            return redirect(self.get_success_url())
        return response
