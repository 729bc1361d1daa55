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


# Which visits still bring their patient to the practice?
COMING = (AppointmentStatus.BOOKED, AppointmentStatus.ARRIVED)


# Which visits count as the patient's visits of that day?
OF_THE_DAY = (*COMING, AppointmentStatus.FULFILLED)


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
    ASKED = "asked", _("Patient, through the desk")
    PRACTICE = "practice", _("Practice")


# Which cancellations did the desk enter? These may be slips, and are told a little later.
ENTERED_AT_DESK = (CancelledBy.ASKED, CancelledBy.PRACTICE)


class CancellationReason(TextChoices):
    """What a patient may tell when giving a time back: coarse, and nothing medical."""

    BUSY = "busy", _("Something came up")
    ILL = "ill", _("I am ill")
    BETTER = "better", _("I do not need it any more")
    ELSEWHERE = "elsewhere", _("I found another moment or place")
    OTHER = "other", _("Another reason")


class NotificationKind(TextChoices):
    BOOKED = "booked", _("Confirmation")
    MOVED = "moved", _("Change of time")
    CANCELLED = "cancelled", _("Cancellation")
    SERIES = "series", _("Series")
    REMINDER = "reminder", _("Reminder")
    ENTRY = "place", _("Place on the waiting list")
    OFFER = "offer", _("Offer of an earlier moment")
    LINKS = "links", _("Link to the appointments")


# Which mails tell of one visit, and carry its calendar entry?
ABOUT_ONE_VISIT = (
    NotificationKind.BOOKED,
    NotificationKind.MOVED,
    NotificationKind.CANCELLED,
    NotificationKind.REMINDER,
)


class LetterKind(TextChoices):
    """Mails that differ in their words; two of them may be of one NotificationKind."""

    BOOKED = "booked", _("Confirmation")
    MOVED = "moved", _("Change of time")
    CANCELLED = "cancelled", _("Cancelled by the patient")
    CALLED_OFF = "called_off", _("Cancelled by the practice")
    SERIES = "series", _("Series")
    SERIES_CHANGED = "changed", _("Series, changed")
    REMINDER = "reminder", _("Reminder")
    ENTRY = "place", _("Place on the waiting list")
    OFFER = "offer", _("Offer of an earlier moment")
    LINKS = "links", _("Link to the appointments")


class NotificationStatus(TextChoices):
    OWED = "owed", _("To be sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")


class Convention(TextChoices):
    """Whether a therapist keeps to the tariffs that were agreed with the health insurers."""

    FULL = "full", _("Covered by the agreed fees")
    PARTLY = "partly", _("Partly covered by the agreed fees")
    NONE = "none", _("Not covered by the agreed fees")


class WaitlistStatus(TextChoices):
    WAITING = "waiting", _("Waiting")
    SERVED = "served", _("Has an earlier moment")
    LEFT = "left", _("Left the list")
    PASSED = "passed", _("Too late")


class OfferStatus(TextChoices):
    OPEN = "open", _("Waits for an answer")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    LAPSED = "lapsed", _("No answer in time")
    UNTOLD = "untold", _("The mail did not go out in time")


# Which offers could their patients know of?
TOLD = (OfferStatus.OPEN, OfferStatus.ACCEPTED, OfferStatus.DECLINED, OfferStatus.LAPSED)


class AttemptKind(TextChoices):
    """What a visitor can do only so often (booking/scheduling/rules.py)."""

    HOLD = "hold"
    BOOK = "book"
    RESEND = "resend"
    WAITLIST = "waitlist"


class SpokenLanguage(TextChoices):
    """ISO 639-1."""

    DUTCH = "nl", _("Dutch")
    FRENCH = "fr", _("French")
    ENGLISH = "en", _("English")
    GERMAN = "de", _("German")
    SPANISH = "es", _("Spanish")
    ITALIAN = "it", _("Italian")
    PORTUGUESE = "pt", _("Portuguese")
    POLISH = "pl", _("Polish")
    ROMANIAN = "ro", _("Romanian")
    UKRAINIAN = "uk", _("Ukrainian")
    RUSSIAN = "ru", _("Russian")
    TURKISH = "tr", _("Turkish")
    ARABIC = "ar", _("Arabic")


class Weekday(IntegerChoices):
    """ISO weekdays."""

    MONDAY = 1, _("Monday")
    TUESDAY = 2, _("Tuesday")
    WEDNESDAY = 3, _("Wednesday")
    THURSDAY = 4, _("Thursday")
    FRIDAY = 5, _("Friday")
    SATURDAY = 6, _("Saturday")
    SUNDAY = 7, _("Sunday")


class DeskRule(TextChoices):
    """What the desk may overrule; each reads on after "outside the rules:"."""

    PAST = "past", _("it is in the past")
    NOT_GIVEN = "not_given", _("the therapist does not give this treatment")
    NOT_WORKING = "not_working", _("the therapist does not work then or is away")
    TURNAROUND = "turnaround", _("it is too close to another visit of the therapist")
    OWN_VISIT = "own_visit", _("the patient has another appointment at that hour")
    THAT_DAY = "that_day", _("the patient has an appointment on that day already")
    COMING = "coming", _("the patient has as many appointments coming as the rules allow")
    NOTICE = "notice", _("it is sooner than the website allows")
    HORIZON = "horizon", _("it is further ahead than the website allows")
    STEP = "step", _("the website starts no visit at that minute")
    OFF_LINE = "off_line", _("the website does not book this treatment with this therapist")
