"""Errors of booking, one for each rule that can say no, in words for the person who reads them."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import TextChoices
from django.utils.translation import gettext as _


class BookingError(Exception):
    """A rule said no; str(error) is a text in the active language, fit to show a patient."""


class TimeTaken(BookingError):
    """Another appointment or hold has the time."""

    def __init__(self) -> None:
        super().__init__(_("That time has just been taken. Please choose another one."))


class NotAnOpening(BookingError):
    """The time cannot be booked: off the grid, too soon, too far ahead, or nobody works then."""

    def __init__(self) -> None:
        super().__init__(_("You cannot book at that time. Please choose one from the list."))


class NotBookableOnline(BookingError):
    """The treatment cannot be booked online with this practitioner, or with anybody."""

    def __init__(self) -> None:
        super().__init__(_("You cannot book this online."))


class NotThere(NotAnOpening):
    """The practitioner does not work at that time, or not any more."""

    def __init__(self, name: str) -> None:
        BookingError.__init__(
            self,
            _("%(name)s is not there at that time any more. Please choose another one.")
            % {"name": name},
        )


class HoursBusy(BookingError):
    """Others were booking, or changing working time, and the change waited too long for them."""

    def __init__(self) -> None:
        super().__init__(
            _("Others are booking or changing hours at this very moment. Save once more.")
        )


class LinesOverlap(BookingError):
    """The roster line opens hours that other lines of the practitioner open already.

    `line` and `others` are the lines in words, `day` is the first on which they meet.
    """

    def __init__(self, line: str, others: Sequence[str], day: date) -> None:
        super().__init__(
            _(
                "“%(line)s” overlaps “%(others)s”, for the first time on %(day)s. Change one of"
                " them: hours are opened by one line only."
            )
            % {"line": line, "others": "” + “".join(others), "day": f"{day:%d/%m/%Y}"}
        )


class OutsideRules(BookingError):
    """The wish breaks the `broken` rules, which a reason overrules; `starts`: TooManyThatDay."""

    def __init__(self, broken: Sequence[TextChoices], starts: Sequence[datetime] = ()) -> None:
        self.broken, self.starts = broken, starts
        super().__init__(
            _("This is outside the rules: %(rules)s. Say why, to do it anyway.")
            % {"rules": "; ".join(str(rule.label) for rule in broken)}
        )


class NotToday(BookingError):
    """The patient cannot be checked in for an appointment on another day."""

    def __init__(self) -> None:
        super().__init__(_("This appointment is on another day."))


class NotStarted(BookingError):
    """The appointment has not begun, so nobody can have come or stayed away."""

    def __init__(self) -> None:
        super().__init__(_("This appointment has not started yet."))


class HoldExpired(BookingError):
    """The hold ran out and its time can no longer be had, or it was given back."""

    def __init__(self) -> None:
        super().__init__(_("We could not keep that time any longer. Please choose another one."))


class AlreadyCancelled(BookingError):
    """The appointment is cancelled."""

    def __init__(self) -> None:
        super().__init__(_("This appointment was cancelled already."))


class TooLateToCancel(BookingError):
    """The last moment to cancel online is past."""

    def __init__(self) -> None:
        super().__init__(_("It is too late to cancel online."))


class NotExpected(BookingError):
    """The appointment is in a state that does not allow this change."""

    def __init__(self) -> None:
        super().__init__(_("That cannot be done with this appointment any more."))


class ChangedMeanwhile(BookingError):
    """Somebody changed it since the screen was shown; `news` is a sentence that says what."""

    def __init__(self, news: str) -> None:
        self.news = news
        super().__init__(
            _("%(news)s Nothing was changed just now: look at it, and do it again if need be.")
            % {"news": news}
        )


class DoneAlready(BookingError):
    """Somebody pressed a button twice: it is as they want it already."""

    def __init__(self) -> None:
        super().__init__(_("That was done already."))


class LinkInvalid(BookingError):
    """The link was not signed by this site for this purpose, or is not complete."""

    def __init__(self) -> None:
        super().__init__(_("Check whether you copied all of it."))


class LinkExpired(BookingError):
    """The link is too old, or the patient it belongs to was erased."""

    def __init__(self) -> None:
        super().__init__(_("This link has expired."))


class TooManyVisits(BookingError):
    """The patient would have more appointments coming than the rules allow."""

    def __init__(self) -> None:
        super().__init__(
            _("You already have as many upcoming appointments as can be booked online.")
        )


class TooManyThatDay(BookingError):
    """The patient would have too many appointments on that day, with those at `starts`."""

    def __init__(self, starts: Sequence[datetime] = ()) -> None:
        self.starts = starts
        super().__init__(_("You have an appointment on that day already. Choose another day."))


class OwnVisitThen(BookingError):
    """The patient has another appointment that overlaps this one."""

    def __init__(self) -> None:
        super().__init__(_("You have an appointment at that hour already. Choose another moment."))


class TooManyAttempts(BookingError):
    """The visitor or the contact did this too often in a short time."""

    def __init__(self) -> None:
        super().__init__(_("That was often in a short time. Please try again later."))


class TooLateToMove(BookingError):
    """The last moment to move the appointment online is past."""

    def __init__(self) -> None:
        super().__init__(_("It is too late to move it online."))


class HasComingVisits(BookingError):
    """The patient cannot be erased before the coming appointments are cancelled."""

    def __init__(self) -> None:
        super().__init__(
            _("This patient still has appointments coming. Cancel those first, then erase.")
        )


class NotWaiting(BookingError):
    """The waiting-list entry has ended."""

    def __init__(self) -> None:
        super().__init__(_("This place on the waiting list has ended."))


class AlreadyWaiting(BookingError):
    """The patient has an entry on the waiting list for this treatment."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "You asked for a place on the waiting list for this treatment already. Not"
                " confirmed yet? Press the button in our e-mail."
            )
        )


class NothingToWaitFor(BookingError):
    """The wished days lie in the past, or beyond the last day that can be offered."""

    def __init__(self) -> None:
        super().__init__(_("There is nothing to wait for on these days. Choose other days."))


class PerhapsKnown(BookingError):
    """The details are nearly those of the `candidates`, ids of patients, the likeliest first."""

    def __init__(self, candidates: Sequence[int]) -> None:
        self.candidates = candidates
        super().__init__(
            _("Nothing is saved yet: there is a patient with nearly the same details.")
        )


class PatientGone(BookingError):
    """The patient was erased, or merged with another one."""

    def __init__(self) -> None:
        super().__init__(_("The details of this patient were erased or merged meanwhile."))


class SamePatient(BookingError):
    """A patient cannot be merged with itself."""

    def __init__(self) -> None:
        super().__init__(_("Choose two patients to merge."))
