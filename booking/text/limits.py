"""Words for the desk on the limits of a patient, whose errors speak to the patient."""

from django.utils.text import capfirst

from booking.choices import DeskRule
from booking.errors import BookingError, OwnVisitThen, TooManyThatDay, TooManyVisits

LIMITS: dict[type[BookingError], DeskRule] = {
    OwnVisitThen: DeskRule.OWN_VISIT,
    TooManyThatDay: DeskRule.THAT_DAY,
    TooManyVisits: DeskRule.COMING,
}


def told_to_desk(error: BookingError) -> str:
    """The error in words for the desk. Example: "The patient has an appointment then already."."""
    rule = LIMITS.get(type(error))
    return f"{capfirst(str(rule.label))}." if rule else str(error)
