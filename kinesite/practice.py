"""The practice as booking knows it (settings.BOOKING_PRACTICE)."""

from django.conf import settings
from django.http import HttpRequest

from booking.practice import Practice
from booking.text.translated import translated
from kinesite.models import PracticeSettings


def current_practice(request: HttpRequest | None = None) -> Practice:
    """The practice in the language that is active; it always has an address to answer to.

    With a request, the settings are read once for the whole page. Without one, defaults stand in
    for settings that were never stored, and nothing is written.
    """
    if request:
        stored = PracticeSettings.load(request)
    else:
        stored = PracticeSettings.objects.first() or PracticeSettings()
    return Practice(
        name=stored.name,
        street=stored.street,
        postcode=stored.postcode,
        city=stored.city,
        phone=stored.phone.as_e164 if stored.phone else "",
        email=stored.email or settings.DEFAULT_FROM_EMAIL,
        cancellation_policy=translated(stored, "cancellation_policy"),
        website=settings.SITE_URL,
        enterprise_number=stored.enterprise_number,
    )
