"""The list of slots: opened hours of one therapist on one day."""

from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_filters import DateFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.widgets import AdminDateInput

from booking.models import Absence, Slot
from booking.reception.admin.asked_first import AskFirst, Asks, DeleteAskFirst
from booking.reception.admin.hours import CreateHours, EditHours
from booking.reception.admin.lists import ComingListView, ListViewSet
from booking.reception.forms.slot import SlotForm, SlotHoursForm
from booking.reception.presenters.hours_preview import HoursPreview
from booking.reception.presenters.hours_week import monday_of, week_of_days
from booking.reception.views.hours_week import DAYS, show_days, week_url
from booking.scheduling.clock import clinic_date
from booking.services.schedule.change_hours import Outcome
from booking.services.schedule.slots import delete_slot, save_slot


class AskIfItHits(Asks):
    """Mixin of all of them: one day is asked about only when appointments lose their hours."""

    def has_to_ask(self, preview: HoursPreview) -> bool:
        return bool(preview.count)


class SaySlotIsClosed(AskIfItHits, AskFirst):
    """Mixin of the forms: say it when nothing can be booked in the slot that was saved."""

    object: Slot

    def write(self, row: Slot) -> Outcome:
        return save_slot(row, now=timezone.now())

    def get_success_message(self, *args: Slot) -> str:
        """Wagtail's message, with an addition when an absence or a block lies over the slot."""
        saved: str = super().get_success_message(*args)
        away = Absence.objects.of(self.object.practitioner_id).during(self.object.span).first()
        if away is None:
            return saved
        told = _("Nothing can be booked during this absence or closing: %(period)s.")
        if away.is_internal:
            told = _("Nothing can be booked during this internal block: %(period)s.")
        return f"{saved} {told % {'period': away}}"


class CreateSlot(SaySlotIsClosed, CreateHours):
    """The form of a slot that is opened by hand; its address may name therapist and hours."""

    asked_for = ("practitioner", "starts_at", "ends_at")


class EditSlot(SaySlotIsClosed, EditHours):
    """The form of a slot, for other hours on one day."""


class EditHoursOfDay(EditSlot):
    """The small form for other hours on one day, above the week in which they lie.

    An edge that is dragged there posts to it too.
    """

    template_name = "booking/reception/day_hours.html"

    def get_form_class(self) -> type[SlotHoursForm]:
        return SlotHoursForm

    def get_edit_url(self) -> str:
        return self.with_next(reverse("beschikbaarheid:day", args=[self.object.pk]))

    @cached_property
    def week_address(self) -> str:
        """Address of the week in which the slot lies."""
        day = clinic_date(self.object.starts_at)
        return week_url(DAYS, self.object.practitioner_id, day)

    def get_success_url(self) -> str:
        back = get_valid_next_url_from_request(self.request)
        return self.url_of_visits() or back or self.week_address

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        slot = Slot.objects.select_related("practitioner").get(pk=self.object.pk)
        monday = monday_of(clinic_date(slot.starts_at))
        return {
            **super().get_context_data(**kwargs),
            "slot": slot,
            "week": week_of_days(slot.practitioner, monday, now=timezone.now()),
            "week_address": self.week_address,
        }


class DeleteSlot(AskIfItHits, DeleteAskFirst):
    """Deletion of a slot, which closes its hours."""

    def write(self, row: Slot) -> Outcome:
        return delete_slot(row, now=timezone.now())


class SlotFilterSet(WagtailFilterSet):
    """Slots of one therapist, or of one day on the clinic's clock."""

    starts_at__date = DateFilter(
        field_name="starts_at", lookup_expr="date", label=gettext_lazy("Day"), widget=AdminDateInput
    )

    class Meta:
        model = Slot
        fields = ["practitioner"]


class SlotViewSet(ListViewSet):
    """Slots that are not over yet, which the desk may change for one day."""

    model = Slot
    icon = "date"
    index_view_class = ComingListView
    add_view_class = CreateSlot
    edit_view_class = EditSlot
    delete_view_class = DeleteSlot
    list_display = ["__str__", "practitioner"]
    file_columns = [
        Column("practitioner", label=gettext_lazy("Therapist")),
        Column("starts_at", label=gettext_lazy("Starts at")),
        Column("ends_at", label=gettext_lazy("Ends at")),
    ]
    filterset_class = SlotFilterSet
    list_select_related = ["practitioner"]
    copy_view_enabled = False

    @cached_property
    def menu_url(self) -> str:
        return reverse("beschikbaarheid:week")

    def get_urlpatterns(self) -> list[URLPattern]:
        small = self.construct_view(EditHoursOfDay)
        return [
            *super().get_urlpatterns(),
            path("week/", show_days, name="week"),
            path("dag/<int:pk>/", small, name="day"),
        ]

    def get_form_class(self, for_update: bool = False) -> type[SlotForm]:  # noqa: ARG002, FBT001, FBT002  Wagtail's signature
        return SlotForm
