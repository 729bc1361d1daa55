"""The list of treatments, and the panels of their form."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column

from booking.models import Treatment
from booking.models.fields import MINUTE
from booking.models.rules import RULE_NAMES
from booking.reception.admin.deleting import DeleteUnlessBooked
from booking.reception.admin.hours import CreateHours, EditHours
from booking.reception.admin.lists import TidyViewSet
from booking.reception.forms.treatment import TreatmentForm
from booking.services.schedule.change_hours import Outcome
from booking.services.schedule.who_gives_what import save_treatment
from booking.text.formats import length_text


class CreateTreatment(CreateHours):
    """The form of a new treatment."""

    def write(self, row: Treatment) -> Outcome:
        return save_treatment(row, today=timezone.localdate(), now=timezone.now())


class EditTreatment(EditHours):
    """The form of a treatment."""

    def write(self, row: Treatment) -> Outcome:
        return save_treatment(row, today=timezone.localdate(), now=timezone.now())


def field_panels(*names: str) -> list[FieldPanel]:
    """One panel for each field."""
    return [FieldPanel(name) for name in names]


class TreatmentViewSet(TidyViewSet):
    """Treatments, which stay when appointments refer to them."""

    model = Treatment
    add_view_class = CreateTreatment
    edit_view_class = EditTreatment
    delete_view_class = DeleteUnlessBooked
    icon = "clipboard-list"
    edit_handler = ObjectList(
        [
            *field_panels("name", "slug", "description", "bring_along", "complaint"),
            *field_panels("duration", "turnaround", "is_online", "sort_order"),
            *field_panels("short_name", "group"),
            MultiFieldPanel(
                field_panels("name_fr", "description_fr", "bring_along_fr"),
                heading=_("In French"),
                classname="collapsed",
            ),
            MultiFieldPanel(
                field_panels("name_en", "description_en", "bring_along_en"),
                heading=_("In English"),
                classname="collapsed",
            ),
            MultiFieldPanel(
                field_panels(*RULE_NAMES),
                heading=_("Differs from the rules of the practice"),
                help_text=_("What is left empty is as in the rules of the practice."),
                classname="collapsed",
            ),
        ],
        base_form_class=TreatmentForm,
    )
    list_display = [
        "name",
        Column("duration", label=_("Length"), accessor=lambda row: length_text(row.duration)),
        "complaint",
        BooleanColumn("is_online", label=_("Online")),
    ]
    file_columns = [
        Column("name", label=_("Name")),
        Column("minutes", label=_("Minutes"), accessor=lambda row: row.duration // MINUTE),
        Column(
            "turnaround",
            label=_("Minutes after it"),
            accessor=lambda row: row.turnaround // MINUTE,
        ),
        Column("complaint", label=_("For"), accessor="get_complaint_display"),
        Column("is_online", label=_("Online")),
    ]
    search_fields = ["name"]
    copy_view_enabled = False
