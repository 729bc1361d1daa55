from booking.models.absence import Absence
from booking.models.appointment import Appointment
from booking.models.notification import Notification
from booking.models.patient import Patient
from booking.models.practitioner import Practitioner
from booking.models.slot import Slot
from booking.models.treatment import Treatment
from booking.models.working_hours import WorkingHours

__all__ = [
    "Absence",
    "Appointment",
    "Notification",
    "Patient",
    "Practitioner",
    "Slot",
    "Treatment",
    "WorkingHours",
]
