"""The lists of rosters and of opened hours."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views import generic

from booking.models import Slot, WorkingHours
from booking.reception.admin.lists import ComingListView, ListViewSet
from booking.reception.forms.hours import SlotForm
from booking.services.practice.roster import change_roster, end_roster


class GeneratesSlots:
    """Saving a line of a roster lays its slots out again."""

    def save_instance(self) -> WorkingHours:
        line: WorkingHours = super().save_instance()  # type: ignore[misc]  # mixed into Wagtail's views
        change_roster(line=line, today=timezone.localdate())
        return line


class CreateWorkingHours(GeneratesSlots, generic.CreateView):
    pass


class EditWorkingHours(GeneratesSlots, generic.EditView):
    pass


class DeleteWorkingHours(generic.DeleteView):
    def delete_action(self) -> None:
        end_roster(line=self.object, today=timezone.localdate())


class WorkingHoursViewSet(ListViewSet):
    model = WorkingHours
    icon = "history"
    menu_label = _("Rosters")
    delete_view_class = DeleteWorkingHours
    add_view_class = CreateWorkingHours
    edit_view_class = EditWorkingHours
    form_fields = [
        "practitioner",
        "weekday",
        "opens",
        "closes",
        "valid_from",
        "valid_until",
        "every_n_weeks",
    ]
    list_display = ["__str__", "practitioner", "valid_from", "valid_until", "every_n_weeks"]
    list_filter = ["practitioner", "weekday"]
    list_select_related = ["practitioner"]
    copy_view_enabled = False


class SlotViewSet(ListViewSet):
    model = Slot
    icon = "date"
    index_view_class = ComingListView
    list_display = ["__str__", "practitioner"]
    list_filter = {"practitioner": ["exact"], "starts_at": ["date"]}
    list_select_related = ["practitioner"]
    copy_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> type[SlotForm]:  # noqa: ARG002, FBT001, FBT002  Wagtail's signature
        return SlotForm
