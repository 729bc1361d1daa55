"""The list of therapists."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column

from booking.models import Practitioner
from booking.reception.admin.deleting import DeleteUnlessBooked
from booking.reception.admin.hours import CreateHours, EditHours
from booking.reception.admin.lists import TidyViewSet
from booking.reception.forms.practitioner import PractitionerForm
from booking.services.schedule.change_hours import Outcome
from booking.services.schedule.who_gives_what import save_practitioner


class CreatePractitioner(CreateHours):
    """The form of a new therapist."""

    def write(self, row: Practitioner) -> Outcome:
        return _save(row, self.form)


class EditPractitioner(EditHours):
    """The form of a therapist, which leads to the patients to call when somebody leaves."""

    def write(self, row: Practitioner) -> Outcome:
        return _save(row, self.form)


def _save(person: Practitioner, form: PractitionerForm) -> Outcome:
    treatments = form.cleaned_data["treatments"]
    today, now = timezone.localdate(), timezone.now()
    return save_practitioner(person, treatments=treatments, today=today, now=now)


class DeletePractitioner(DeleteUnlessBooked):
    """Deletion of a therapist, who stays as long as something was done with or by them."""

    why_it_stays = _(
        "There are appointments or articles of this therapist, who stays therefore. Untick “Works "
        "here” instead."
    )


class PractitionerViewSet(TidyViewSet):
    """Therapists, who stay when appointments refer to them."""

    model = Practitioner
    add_view_class = CreatePractitioner
    edit_view_class = EditPractitioner
    delete_view_class = DeletePractitioner
    icon = "user"
    list_display = [
        "name",
        "professional_title",
        BooleanColumn("is_online", label=_("Online")),
        BooleanColumn("is_active", label=_("Works here")),
    ]
    file_columns = [
        Column("name", label=_("Name")),
        Column("title", label=_("Professional title"), accessor="professional_title"),
        Column("is_online", label=_("Online")),
        Column("is_active", label=_("Works here")),
    ]
    search_fields = ["name"]
    # Articles name their author.
    add_to_reference_index = True
    copy_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> type[PractitionerForm]:  # noqa: ARG002, FBT001, FBT002  Wagtail's signature
        return PractitionerForm
