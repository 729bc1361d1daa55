"""Forms of a slot: opened hours of one therapist on one day."""

from typing import Any

from booking.models import Slot
from booking.reception.forms.hours_of_day import HoursOfDayForm
from booking.reception.forms.tidy import TidyModelForm


class SlotForm(TidyModelForm):
    """Slot that is opened or changed by hand."""

    class Meta(TidyModelForm.Meta):
        model = Slot
        fields = ("practitioner", "starts_at", "ends_at")


class SlotHoursForm(HoursOfDayForm):
    """Other hours on the day of a slot: from when until when, and nothing else."""

    class Meta(TidyModelForm.Meta):
        model = Slot
        fields = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["day"]
