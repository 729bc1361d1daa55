from datetime import datetime

from booking.models import Patient
from booking.models.patient import ContactDetails
from booking.services.guards.locking import lock_name
from booking.text.translated import known_language


def patient_with(details: ContactDetails, now: datetime) -> Patient:
    """The patient who gave exactly these details before, or a new one; locks the name.

    A known patient takes over the language of `details`.
    """
    lock_name(details.name)
    known = Patient.objects.same_person(
        name=details.name,
        email=details.email,
        phone=details.phone,
        contact_name=details.contact_name,
    ).first()
    if known is None:
        return Patient.objects.create(
            name=details.name,
            contact_name=details.contact_name,
            email=details.email,
            phone=details.phone,
            language=known_language(details.language),
            wants_reminders=Patient.objects.wants_reminders_at(details.email),
            created_at=now,
        )
    if details.language and details.language != known.language:
        known.language = known_language(details.language)
        known.save(update_fields=["language"])
    return known
