"""Refusals in words for the desk: the errors themselves speak to the patient."""

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from booking.choices import DeskRule
from booking.errors import (
    AlreadyWaiting,
    BookingError,
    HoldExpired,
    NotBookableOnline,
    NotThere,
    OwnVisitThen,
    TimeTaken,
    TooManyThatDay,
    TooManyVisits,
)

LIMITS: dict[type[BookingError], DeskRule] = {
    OwnVisitThen: DeskRule.OWN_VISIT,
    TooManyThatDay: DeskRule.THAT_DAY,
    TooManyVisits: DeskRule.COMING,
}
AT_DESK = {
    AlreadyWaiting: _("This patient is on the waiting list for this already."),
    HoldExpired: _("That time is not kept any more, and somebody else may have it."),
    NotBookableOnline: _(
        "The website does not book this treatment with this therapist, so nothing is offered."
    ),
    NotThere: _("The therapist is not there at that time any more."),
    TimeTaken: _("Somebody else has that time by now. Nothing was changed."),
}


def told_to_desk(error: BookingError) -> str:
    """The error in words for the desk. Example: "The patient has an appointment then already."."""
    if rule := LIMITS.get(type(error)):
        return f"{capfirst(str(rule.label))}."
    return str(AT_DESK.get(type(error), error))
