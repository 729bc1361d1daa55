"""Words on cancelling, and those that patients agreed to."""

from booking.models import Appointment

WORDS = "Afzeggen kan tot 24 uur vooraf.\nDaarna rekenen we 25 euro."


def agreed() -> list[str | None]:
    visits = Appointment.objects.order_by("pk").select_related("policy")
    return [visit.policy and visit.policy.text for visit in visits]
