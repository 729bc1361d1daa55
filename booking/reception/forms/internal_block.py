"""The form of an internal block: time of one therapist, on one day, that is no absence."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from booking.models import InternalBlock
from booking.reception.forms.hours_of_day import HoursOfDayForm
from booking.reception.forms.tidy import TidyModelForm


class InternalBlockForm(HoursOfDayForm):
    """Internal block of one therapist; the practice as a whole has none."""

    class Meta(TidyModelForm.Meta):
        model = InternalBlock
        fields = ("practitioner", "reason")

    field_order = ("practitioner", "day", "opens", "closes", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["practitioner"].required = True
        self.fields["practitioner"].empty_label = _("Choose whose time it is")
        self.fields["practitioner"].help_text = ""
        self.fields["reason"].label = _("What for")
        self.fields["reason"].help_text = _("For staff only, for example: team meeting, pause.")
