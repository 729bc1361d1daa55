"""The list of therapists."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn

from booking.models import Practitioner
from booking.reception.admin.deleting import DeleteUnlessBooked
from booking.reception.admin.lists import TidyViewSet
from booking.reception.forms.practitioner import PractitionerForm


class PractitionerViewSet(TidyViewSet):
    """Therapists, who stay when appointments refer to them."""

    model = Practitioner
    delete_view_class = DeleteUnlessBooked
    icon = "user"
    list_display = [
        "name",
        "professional_title",
        BooleanColumn("is_online", label=_("Online")),
        BooleanColumn("is_active", label=_("Works here")),
    ]
    search_fields = ["name"]
    copy_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> type[PractitionerForm]:  # noqa: ARG002, FBT001, FBT002  Wagtail's signature
        return PractitionerForm
