"""Rights that no single permission of Django tells."""

from django.contrib.auth.models import AnonymousUser, User

MARKS = "booking.mark_attendance"
CHANGES = "booking.change_appointment"
# Whoever has one of them reads the list of absences.
SEE_ABSENCES = tuple(f"booking.{verb}_absence" for verb in ("view", "add", "change", "delete"))


def may_mark(user: User | AnonymousUser) -> bool:
    """Tell whether somebody may note that a patient came; therapists may for those they see."""
    return user.has_perm(CHANGES) or user.has_perm(MARKS)


def may_see_absences(user: User | AnonymousUser) -> bool:
    """Tell whether somebody may read which absence an appointment falls in."""
    return any(user.has_perm(one) for one in SEE_ABSENCES)
