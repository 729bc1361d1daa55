"""Deleting what appointments may name."""

from typing import Any

from django.contrib import messages
from django.db.models import ProtectedError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views import generic


class DeleteUnlessBooked(generic.DeleteView):
    """What appointments name stays, and the desk hears why."""

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return super().form_valid(form)
        except ProtectedError:
            messages.error(
                self.request,
                _("There are appointments with it, so it stays. You can take it offline instead."),
            )
            return redirect(self.get_success_url())
