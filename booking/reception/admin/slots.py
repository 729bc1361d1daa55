"""The list of slots: opened hours of one therapist on one day."""

from django.utils import timezone

from booking.models import Slot
from booking.reception.admin.hours import CreateHours, DeleteHours, EditHours
from booking.reception.admin.lists import ComingListView, ListViewSet
from booking.reception.forms.slot import SlotForm
from booking.services.schedule.change_hours import Outcome
from booking.services.schedule.slots import delete_slot, save_slot


class CreateSlot(CreateHours):
    """The form of a slot that is opened by hand."""

    def write(self, row: Slot) -> Outcome:
        return save_slot(row, now=timezone.now())


class EditSlot(EditHours):
    """The form of a slot, for other hours on one day."""

    def write(self, row: Slot) -> Outcome:
        return save_slot(row, now=timezone.now())


class DeleteSlot(DeleteHours):
    """Deletion of a slot, which closes its hours."""

    def write(self, row: Slot) -> Outcome:
        return delete_slot(row, now=timezone.now())


class SlotViewSet(ListViewSet):
    """Slots that are not over yet, which the desk may change for one day."""

    model = Slot
    icon = "date"
    index_view_class = ComingListView
    add_view_class = CreateSlot
    edit_view_class = EditSlot
    delete_view_class = DeleteSlot
    list_display = ["__str__", "practitioner"]
    list_filter = {"practitioner": ["exact"], "starts_at": ["date"]}
    list_select_related = ["practitioner"]
    copy_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> type[SlotForm]:  # noqa: ARG002, FBT001, FBT002  Wagtail's signature
        return SlotForm
