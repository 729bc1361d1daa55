"""What booking may know of the practice (settings.BOOKING_PRACTICE)."""

from django.conf import settings

from booking.practice import Practice
from kinesite.models import PracticeSettings


def current_practice() -> Practice:
    """Stores nothing when nothing is stored; there is always an address to answer to."""
    stored = PracticeSettings.objects.first() or PracticeSettings()
    return Practice(
        name=stored.name,
        street=stored.street,
        postcode=stored.postcode,
        city=stored.city,
        phone=stored.phone.as_e164 if stored.phone else "",
        email=stored.email or settings.DEFAULT_FROM_EMAIL,
        cancellation_policy=stored.cancellation_policy,
        website=settings.SITE_URL,
    )
