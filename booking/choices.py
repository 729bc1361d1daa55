"""Closed lists of values, and the groups of them that the rules speak of."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class AppointmentStatus(TextChoices):
    """Codes of FHIR's appointmentstatus, as far as a practice uses them."""

    PENDING = "pending", _("Held")
    BOOKED = "booked", _("Booked")
    ARRIVED = "arrived", _("Arrived")
    FULFILLED = "fulfilled", _("Finished")
    NOSHOW = "noshow", _("Did not come")
    CANCELLED = "cancelled", _("Cancelled")


# Which appointments keep their time from others?
HOLDS_TIME = (
    AppointmentStatus.PENDING,
    AppointmentStatus.BOOKED,
    AppointmentStatus.ARRIVED,
    AppointmentStatus.FULFILLED,
    AppointmentStatus.NOSHOW,
)


class Complaint(TextChoices):
    NEW = "new", _("New complaint")
    RUNNING = "running", _("Treatment under way")
    ANY = "any", _("New or under way")


class Channel(TextChoices):
    WEBSITE = "website", _("Website")
    DESK = "desk", _("Desk")


class CancelledBy(TextChoices):
    """Who gave the time back (FHIR appointment-cancellation-reason: pat, prov)."""

    PATIENT = "patient", _("Patient")
    PRACTICE = "practice", _("Practice")


class NotificationKind(TextChoices):
    BOOKED = "booked", _("Confirmation")
    CANCELLED = "cancelled", _("Cancellation")


class NotificationStatus(TextChoices):
    OWED = "owed", _("To be sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")


class Weekday(IntegerChoices):
    """ISO weekdays."""

    MONDAY = 1, _("Monday")
    TUESDAY = 2, _("Tuesday")
    WEDNESDAY = 3, _("Wednesday")
    THURSDAY = 4, _("Thursday")
    FRIDAY = 5, _("Friday")
    SATURDAY = 6, _("Saturday")
    SUNDAY = 7, _("Sunday")
