"""The list of rosters: weekly working hours, from which slots are generated."""

from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from booking.models import WorkingHours
from booking.reception.admin.asked_first import AskFirst, DeleteAskFirst
from booking.reception.admin.history import HistoryBelow
from booking.reception.admin.hours import CreateHours, EditHours
from booking.reception.admin.lists import ListViewSet
from booking.reception.views.hours_week import show_roster
from booking.services.schedule.change_hours import Outcome
from booking.services.schedule.roster import delete_line, save_line


class CreateWorkingHours(AskFirst, CreateHours):
    """The form of a new line of a roster, whose address may name what is known of it."""

    asked_for = ("practitioner", "weekday", "opens", "closes", "valid_from")

    def write(self, row: WorkingHours) -> Outcome:
        return save_line(row, today=timezone.localdate(), now=timezone.now())


class EditWorkingHours(AskFirst, HistoryBelow, EditHours):
    """The form of a line of a roster, which opens again the days that were deleted since."""

    saving_acts = True

    def write(self, row: WorkingHours) -> Outcome:
        return save_line(row, today=timezone.localdate(), now=timezone.now())


class DeleteWorkingHours(DeleteAskFirst):
    """Deletion of a line of a roster, together with its coming slots."""

    def write(self, row: WorkingHours) -> Outcome:
        return delete_line(row, today=timezone.localdate(), now=timezone.now())


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
    file_columns = [
        Column("practitioner", label=_("Therapist")),
        Column("weekday", label=_("Day"), accessor="get_weekday_display"),
        Column("opens", label=_("From")),
        Column("closes", label=_("Until")),
        Column("valid_from", label=_("As of")),
        Column("valid_until", label=_("Up to and including")),
        Column("every_n_weeks", label=_("Every … weeks")),
    ]
    list_filter = ["practitioner", "weekday"]
    list_select_related = ["practitioner"]
    copy_view_enabled = False

    @cached_property
    def menu_url(self) -> str:
        return reverse("werkroosters:week")

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), path("week/", show_roster, name="week")]
