"""The list of rosters: weekly working hours, from which slots are generated."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views import generic

from booking.models import WorkingHours
from booking.reception.admin.lists import ListViewSet
from booking.services.practice.roster import change_roster, end_roster


class ChangeRoster(generic.BeforeAfterHookMixin):
    """Mixin of the forms: generate the slots of a saved line of a roster anew.

    It extends a base of Wagtail's create and edit views, so that `super()` is theirs.
    """

    def save_instance(self) -> WorkingHours:
        """Save the line of the roster, then generate its slots anew."""
        line: WorkingHours = super().save_instance()
        change_roster(line=line, today=timezone.localdate())
        return line


class CreateWorkingHours(ChangeRoster, generic.CreateView):
    """The form of a new line of a roster."""


class EditWorkingHours(ChangeRoster, generic.EditView):
    """The form of a line of a roster."""


class DeleteWorkingHours(generic.DeleteView):
    """Deletion of a line of a roster, together with its coming slots."""

    def delete_action(self) -> None:
        end_roster(line=self.object, today=timezone.localdate())


class WorkingHoursViewSet(ListViewSet):
    """Lines of the rosters of all therapists."""

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
