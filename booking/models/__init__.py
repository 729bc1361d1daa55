from booking.models.absence import Absence
from booking.models.appointment import Appointment
from booking.models.attempt import Attempt
from booking.models.calendar_feed import CalendarFeed
from booking.models.card_opening import CardOpening
from booking.models.convention import ConventionStatus
from booking.models.evening_mail import EveningMail
from booking.models.freed_time import FreedTime
from booking.models.history import (
    AbsenceEvent,
    AppointmentEvent,
    PatientEvent,
    TariffEvent,
    WorkingHoursEvent,
)
from booking.models.holiday import Holiday
from booking.models.hours_change import HoursChange
from booking.models.internal_block import InternalBlock
from booking.models.kept_answer import KeptAnswer
from booking.models.mail_text import MailText
from booking.models.notification import Notification
from booking.models.offer import WaitlistOffer
from booking.models.patient import Patient
from booking.models.policy import Policy
from booking.models.practitioner import Practitioner
from booking.models.rules import BookingRules
from booking.models.sent_mail import SentMail
from booking.models.series import AppointmentSeries
from booking.models.slot import Slot
from booking.models.substitute import Substitute
from booking.models.substitution import Substitution
from booking.models.tariff import Tariff
from booking.models.told_apart import ToldApart
from booking.models.treatment import Treatment
from booking.models.waitlist import WaitlistEntry
from booking.models.working_hours import WorkingHours

__all__ = [
    "Absence",
    "AbsenceEvent",
    "Appointment",
    "AppointmentEvent",
    "AppointmentSeries",
    "Attempt",
    "BookingRules",
    "CalendarFeed",
    "CardOpening",
    "ConventionStatus",
    "EveningMail",
    "FreedTime",
    "Holiday",
    "HoursChange",
    "InternalBlock",
    "KeptAnswer",
    "MailText",
    "Notification",
    "Patient",
    "PatientEvent",
    "Policy",
    "Practitioner",
    "SentMail",
    "Slot",
    "Substitute",
    "Substitution",
    "Tariff",
    "TariffEvent",
    "ToldApart",
    "Treatment",
    "WaitlistEntry",
    "WaitlistOffer",
    "WorkingHours",
    "WorkingHoursEvent",
]
