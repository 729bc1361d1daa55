"""The list of slots: opened hours of one therapist on one day."""

from booking.models import Slot
from booking.reception.admin.lists import ComingListView, ListViewSet
from booking.reception.forms.slot import SlotForm


class SlotViewSet(ListViewSet):
    """Slots that are not over yet, which the desk may change for one day."""

    model = Slot
    icon = "date"
    index_view_class = ComingListView
    list_display = ["__str__", "practitioner"]
    list_filter = {"practitioner": ["exact"], "starts_at": ["date"]}
    list_select_related = ["practitioner"]
    copy_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> type[SlotForm]:  # noqa: ARG002, FBT001, FBT002  Wagtail's signature
        return SlotForm
