"""The form of an absence."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from booking.models import Absence
from booking.reception.forms.tidy import TidyModelForm


class AbsenceForm(TidyModelForm):
    """Absence of one therapist, or of the whole practice.

    It is one of Wagtail's forms because these show a calendar beside a time.
    """

    class Meta(TidyModelForm.Meta):
        model = Absence
        fields = ("practitioner", "starts_at", "ends_at", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["practitioner"].empty_label = _("The whole practice")
