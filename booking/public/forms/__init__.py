"""The forms that patients fill in."""

from booking.public.forms.choice import Choice, ChoiceForm
from booking.public.forms.details import DetailsForm
from booking.public.forms.hold import HoldForm, choice_of_hold
from booking.public.forms.my_visits import CancelForm, LinkForm, MoveForm
from booking.public.forms.prescription import PrescriptionForm
from booking.public.forms.series import RestForm, SeriesForm, VisitorKeyForm

__all__ = [
    "CancelForm",
    "Choice",
    "ChoiceForm",
    "DetailsForm",
    "HoldForm",
    "LinkForm",
    "MoveForm",
    "PrescriptionForm",
    "RestForm",
    "SeriesForm",
    "VisitorKeyForm",
    "choice_of_hold",
]
