"""Rights that no single permission of Django tells."""

from django.contrib.auth.models import AnonymousUser, User

MARKS = "booking.mark_attendance"
CHANGES = "booking.change_appointment"


def may_mark(user: User | AnonymousUser) -> bool:
    """Tell whether somebody may note that a patient came; therapists may for those they see."""
    return user.has_perm(CHANGES) or user.has_perm(MARKS)
