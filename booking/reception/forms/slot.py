"""The form of a slot: opened hours of one therapist on one day."""

from booking.models import Slot
from booking.reception.forms.tidy import TidyModelForm


class SlotForm(TidyModelForm):
    """Slot that is opened or changed by hand, and from then on no longer follows its roster."""

    class Meta(TidyModelForm.Meta):
        model = Slot
        fields = ("practitioner", "starts_at", "ends_at")

    def save(self, commit: bool = True) -> Slot:  # noqa: FBT001, FBT002  Django's signature
        self.instance.working_hours = None
        slot: Slot = super().save(commit=commit)
        return slot
