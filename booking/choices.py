"""Closed lists of values, and the groups of values that rules speak of."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class AppointmentStatus(TextChoices):
    """States of an appointment: the codes of FHIR's appointmentstatus that a practice uses."""

    PENDING = "pending", _("Held")
    BOOKED = "booked", _("Booked")
    ARRIVED = "arrived", _("Arrived")
    FULFILLED = "fulfilled", _("Finished")
    NOSHOW = "noshow", _("Did not come")
    CANCELLED = "cancelled", _("Cancelled")


# Appointments that keep their time from others.
HOLDS_TIME = (
    AppointmentStatus.PENDING,
    AppointmentStatus.BOOKED,
    AppointmentStatus.ARRIVED,
    AppointmentStatus.FULFILLED,
    AppointmentStatus.NOSHOW,
)


# Appointments for which the patient still comes, or is in the waiting room.
COMING = (AppointmentStatus.BOOKED, AppointmentStatus.ARRIVED)


# Appointments that count towards the limit of one patient on one day.
OF_THE_DAY = (*COMING, AppointmentStatus.FULFILLED)


class Complaint(TextChoices):
    """Patients for whom a treatment is meant: with a new complaint, under treatment, or both."""

    NEW = "new", _("New complaint")
    RUNNING = "running", _("Treatment under way")
    ANY = "any", _("New or under way")


class Channel(TextChoices):
    """Ways to book: the website, or the desk."""

    WEBSITE = "website", _("Website")
    DESK = "desk", _("Desk")


class CancelledBy(TextChoices):
    """The party that cancelled (FHIR appointment-cancellation-reason: pat, prov)."""

    PATIENT = "patient", _("Patient")
    ASKED = "asked", _("Patient, through the desk")
    PRACTICE = "practice", _("Practice")


# Cancellations that the desk entered. These may be slips, so their mail waits a few minutes.
ENTERED_AT_DESK = (CancelledBy.ASKED, CancelledBy.PRACTICE)


class CancellationReason(TextChoices):
    """Reasons that a patient may give for cancelling: coarse, and nothing medical."""

    BUSY = "busy", _("Something came up")
    ILL = "ill", _("I am ill")
    BETTER = "better", _("I do not need it any more")
    ELSEWHERE = "elsewhere", _("I found another moment or place")
    OTHER = "other", _("Another reason")


class NotificationKind(TextChoices):
    """Kinds of mail, by the change or the event that they tell of."""

    BOOKED = "booked", _("Confirmation")
    MOVED = "moved", _("Change of time")
    CANCELLED = "cancelled", _("Cancellation")
    SERIES = "series", _("Series")
    REMINDER = "reminder", _("Reminder")
    ENTRY = "place", _("Place on the waiting list")
    OFFER = "offer", _("Offer of an earlier moment")
    WITHDRAWN = "withdrawn", _("Offer withdrawn")
    CHOICES = "choices", _("Choice of another time")
    STANDS = "stands", _("Appointment stands after all")
    LINKS = "links", _("Link to the appointments")
    SHEETS = "sheets", _("Day sheets")


# Mails about one appointment, which carry its calendar entry.
ABOUT_ONE_VISIT = (
    NotificationKind.BOOKED,
    NotificationKind.MOVED,
    NotificationKind.CANCELLED,
    NotificationKind.REMINDER,
)

# Mails about an offer of the waiting list.
ABOUT_AN_OFFER = (NotificationKind.OFFER, NotificationKind.WITHDRAWN)

# Mails about an appointment whose therapist cannot come.
ABOUT_A_SUBSTITUTION = (NotificationKind.CHOICES, NotificationKind.STANDS)


# Mails that nobody is waiting for, so that they go out in decent hours only.
NOT_AWAITED = (NotificationKind.REMINDER, NotificationKind.OFFER)


class LetterKind(TextChoices):
    """Kinds of mail, by their words; one NotificationKind may have two of these."""

    BOOKED = "booked", _("Confirmation")
    MOVED = "moved", _("Change of time")
    CANCELLED = "cancelled", _("Cancelled by the patient")
    CALLED_OFF = "called_off", _("Cancelled by the practice")
    SERIES = "series", _("Series")
    SERIES_CHANGED = "changed", _("Series, changed")
    REMINDER = "reminder", _("Reminder")
    ENTRY = "place", _("Place on the waiting list")
    CONFIRM = "confirm", _("Place on the waiting list, to be confirmed")
    OFFER = "offer", _("Offer of an earlier moment")
    WITHDRAWN = "withdrawn", _("Offer withdrawn")
    CHOICES = "choices", _("Choice of another time")
    STANDS = "stands", _("Appointment stands after all")
    LINKS = "links", _("Link to the appointments")


class NotificationStatus(TextChoices):
    """States of a mail: owed until a worker sends it or gives it up."""

    OWED = "owed", _("To be sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")


class Convention(TextChoices):
    """Degrees to which a therapist keeps to the fees that were agreed with the health insurers."""

    FULL = "full", _("Covered by the agreed fees")
    PARTLY = "partly", _("Partly covered by the agreed fees")
    NONE = "none", _("Not covered by the agreed fees")


class WaitlistStatus(TextChoices):
    """States of a waiting-list entry: waiting, or the reason why it has ended."""

    WAITING = "waiting", _("Waiting")
    SERVED = "served", _("Has an earlier moment")
    LEFT = "left", _("Left the list")
    PASSED = "passed", _("Too late")
    UNCONFIRMED = "unconfirmed", _("Not confirmed in time")


class OfferStatus(TextChoices):
    """States of an offer: open, or how it ended."""

    OPEN = "open", _("Waits for an answer")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    LAPSED = "lapsed", _("No answer in time")
    UNTOLD = "untold", _("The mail did not go out in time")
    WITHDRAWN = "withdrawn", _("Withdrawn: nobody works then any more")


# Offers that their patients can know of.
TOLD = (OfferStatus.OPEN, OfferStatus.ACCEPTED, OfferStatus.DECLINED, OfferStatus.LAPSED)


class Prospect(TextChoices):
    """Reasons why an entry that waits has no open offer."""

    UNCONFIRMED = "unconfirmed", _("No offers before the address is confirmed.")
    PASSED_OVER = (
        "passed_over",
        _("Passed over for now: an offer to this address is open, or one was not answered lately."),
    )
    IN_TURN = (
        "in_turn",
        _("Something came free: offered in turn, by day, within the limits of the patient."),
    )
    NO_THERAPIST = (
        "no_therapist",
        _("No offers: this is not booked online now, or not with this therapist. Call."),
    )
    NOTHING_FREED = "nothing_freed", _("Nothing that suits has come free since this was asked.")


class FreedKind(TextChoices):
    """Things that can give time back: hours that are opened, an appointment, or a hold."""

    HOURS = "hours"
    VISIT = "visit"
    HOLD = "hold"


class AttemptKind(TextChoices):
    """Actions that a visitor can take only so often (see booking/services/guards/attempts.py)."""

    HOLD = "hold"
    BOOK = "book"
    RESEND = "resend"
    WAITLIST = "waitlist"


class Weekday(IntegerChoices):
    """Days of the week by their ISO numbers, from Monday (1) to Sunday (7)."""

    MONDAY = 1, _("Monday")
    TUESDAY = 2, _("Tuesday")
    WEDNESDAY = 3, _("Wednesday")
    THURSDAY = 4, _("Thursday")
    FRIDAY = 5, _("Friday")
    SATURDAY = 6, _("Saturday")
    SUNDAY = 7, _("Sunday")


class DeskRule(TextChoices):
    """Rules that the desk may overrule; each label reads on after "outside the rules:"."""

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
