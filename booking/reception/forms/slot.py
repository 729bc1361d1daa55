"""The form of a slot: opened hours of one therapist on one day."""

from booking.models import Slot
from booking.reception.forms.tidy import TidyModelForm


class SlotForm(TidyModelForm):
    """Slot that is opened or changed by hand."""

    class Meta(TidyModelForm.Meta):
        model = Slot
        fields = ("practitioner", "starts_at", "ends_at")
