"""Forms for opened hours and absences."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from booking.models import Absence, Slot


class SlotForm(WagtailAdminModelForm):
    """Saved by hand, a slot no longer follows its roster."""

    class Meta:
        model = Slot
        fields = ("practitioner", "starts_at", "ends_at")

    def save(self, commit: bool = True) -> Slot:  # noqa: FBT001, FBT002  Django's signature
        self.instance.working_hours = None
        slot: Slot = super().save(commit=commit)
        return slot


class AbsenceForm(WagtailAdminModelForm):
    """Wagtail's own, for its calendars beside the fields."""

    class Meta:
        model = Absence
        fields = ("practitioner", "starts_at", "ends_at", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["practitioner"].empty_label = _("The whole practice")
