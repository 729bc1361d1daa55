"""The list of internal blocks: meetings and pauses that take time from booking."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.permission_policies import ModelPermissionPolicy

from booking.models import Absence, InternalBlock
from booking.reception.admin.absences import LeadToAppointmentsHit
from booking.reception.admin.history import HistoryBelow
from booking.reception.admin.hours import CreateHours, DeleteHours, EditHours
from booking.reception.admin.lists import ComingListView, ListViewSet
from booking.reception.forms.internal_block import InternalBlockForm
from booking.services.schedule.absences import delete_absence
from booking.services.schedule.change_hours import Outcome


class CreateBlock(LeadToAppointmentsHit, CreateHours):
    """The form of a new block, whose address may name a therapist, a day and hours."""

    asked_for = ("practitioner", "day", "opens", "closes")


class EditBlock(HistoryBelow, LeadToAppointmentsHit, EditHours):
    """The form of a block, with its history."""


class DeleteBlock(DeleteHours):
    """Deletion of a block, after which its time can be booked again."""

    def write(self, row: InternalBlock) -> Outcome:
        return delete_absence(row, now=timezone.now())


class InternalBlockViewSet(ListViewSet):
    """Internal blocks that are not over yet."""

    model = InternalBlock
    permission_policy = ModelPermissionPolicy(Absence)
    index_view_class = ComingListView
    add_view_class = CreateBlock
    edit_view_class = EditBlock
    delete_view_class = DeleteBlock
    icon = "group"
    list_display = [
        "__str__",
        "practitioner",
        Column("reason", label=_("What for"), sort_key="reason"),
        TitleColumn(
            "visits",
            label=_("Appointments"),
            accessor=lambda _block: _("Show"),
            url_name="afwezigheden:visits",
        ),
    ]
    file_columns = [
        Column("practitioner", label=_("Therapist")),
        Column("starts_at", label=_("Starts at")),
        Column("ends_at", label=_("Ends at")),
        Column("reason", label=_("What for")),
    ]
    list_filter = ["practitioner"]
    list_select_related = ["practitioner"]
    copy_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> type[InternalBlockForm]:  # noqa: ARG002, FBT001, FBT002  Wagtail's signature
        return InternalBlockForm
