"""What a patient fills in."""

from booking.forms.choice import Choice, ChoiceForm
from booking.forms.details import DetailsForm, NameField
from booking.forms.hold import HoldForm, choice_of_hold
from booking.forms.my_visits import CancelForm, LinkForm, MoveForm
from booking.forms.prescription import PrescriptionForm
from booking.forms.series import RestForm, SeriesForm, VisitorKeyForm

__all__ = [
    "CancelForm",
    "Choice",
    "ChoiceForm",
    "DetailsForm",
    "HoldForm",
    "LinkForm",
    "MoveForm",
    "NameField",
    "PrescriptionForm",
    "RestForm",
    "SeriesForm",
    "VisitorKeyForm",
    "choice_of_hold",
]
