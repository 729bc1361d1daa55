"""Deletion of rows that appointments may refer to."""

from django.contrib import messages
from django.db import DEFAULT_DB_ALIAS
from django.db.models import ProtectedError
from django.db.models.deletion import Collector
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from booking.reception.admin.as_shown import DeleteAsShown


class DeleteUnlessBooked(DeleteAsShown):
    """Deletion that is refused, with the reason, when something refers to the row.

    It is refused before it is asked, and once more when it is confirmed: an appointment may have
    been booked in between.
    """

    why_it_stays = _(
        "There are appointments with it, so it stays. You can take it offline instead."
    )

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if self.object is not None:
            try:
                Collector(using=DEFAULT_DB_ALIAS).collect([self.object])
            except ProtectedError:
                return self._refuse()
        return super().get(request, *args, **kwargs)

    def form_valid(self, form: Form) -> HttpResponse:
        if self.usage and self.usage.is_protected:
            return self._refuse()  # Wagtail would say that the login may not
        try:
            response: HttpResponse = super().form_valid(form)
        except ProtectedError:
            return self._refuse()
        return response

    def _refuse(self) -> HttpResponse:
        messages.error(self.request, self.why_it_stays)
        return redirect(self.get_success_url())
