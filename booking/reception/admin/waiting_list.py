"""The waiting list: who is next, who was offered what, and what they answered."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import PermissionCheckedMixin
from wagtail.permission_policies import ModelPermissionPolicy

from booking.models import WaitlistEntry, WaitlistOffer
from booking.models.sight import Sight
from booking.reception.admin.files import ListFile
from booking.services.practice.sight import sight_of
from booking.services.waitlist.prospects import prospects
from booking.text.formats import typed_phone_text

NEWEST_OFFERS = 30


class WaitingListView(ListFile, PermissionCheckedMixin, TemplateView):
    """The waiting list in turn, with the newest offers and why some get none; or its file.

    Takes the same number of queries for any length.
    """

    http_method_names = ("get", "head", "options")
    template_name = "booking/reception/waitlist.html"
    permission_policy = ModelPermissionPolicy(WaitlistEntry)
    permission_required = "view"
    export_filename = "wachtlijst"
    header_more_buttons = ()
    file_columns = (
        Column("number", label=_("No.")),
        Column("patient", label=_("Patient")),
        Column("phone", label=_("Phone"), accessor=lambda row: typed_phone_text(row.patient.phone)),
        Column("email", label=_("E-mail"), accessor="patient.email"),
        Column("treatment", label=_("Treatment")),
        Column("practitioner", label=_("Therapist")),
        Column("days", label=_("Days"), accessor=lambda row: ", ".join(row.shown_weekdays)),
        Column(
            "parts", label=_("Parts of the day"), accessor=lambda row: ", ".join(row.shown_parts)
        ),
        Column("from_day", label=_("As of")),
        Column("until_day", label=_("Up to and including")),
        Column("created_at", label=_("Since")),
        Column("appointment", label=_("Has now"), accessor="appointment.starts_at"),
    )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if self.is_export:
            return self.as_spreadsheet(waiting(sight_of(request.user)), request.GET["export"])
        return super().get(request, *args, **kwargs)

    def rows_of_file(self, rows: Any) -> Any:
        """Entries, each with its turn as `number`."""
        for number, entry in enumerate(super().rows_of_file(rows), start=1):
            entry.number = number
            yield entry

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        offers = WaitlistOffer.objects.with_mail_failed().select_related("practitioner")
        by_age = Prefetch("offers", offers.order_by("offered_at", "pk"))
        user = self.request.user
        sight = sight_of(user)
        entries = list(waiting(sight).prefetch_related(by_age))
        why = prospects(entries, now=timezone.now())
        offers = WaitlistOffer.objects.filter(sight.within("practitioner"))
        newest = offers.for_page().order_by("-offered_at", "-pk")
        return super().get_context_data(**kwargs) | {
            "entries": entries,
            "rows": [(entry, why.get(entry.pk)) for entry in entries],
            "newest": list(newest[:NEWEST_OFFERS]),
            "may_add": user.has_perm("booking.add_waitlistentry"),
            "may_change": user.has_perm("booking.change_waitlistentry"),
        }


def waiting(sight: Sight) -> QuerySet[WaitlistEntry]:
    """Entries that wait, in turn, as the screen and the file show them to whoever has `sight`."""
    return WaitlistEntry.objects.waiting().seen_by(sight).for_page().in_turn()
