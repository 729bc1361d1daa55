from dataclasses import dataclass
from datetime import datetime

from booking.languages import known_language
from booking.models import Patient
from booking.services.locking import lock_name


@dataclass(frozen=True, slots=True)
class ContactDetails:
    """`phone` is E.164; `email` may be empty for a patient of the desk.

    `contact_name` is who fills in for a child or a relative; empty when patients do so themselves.
    `language` is empty where nobody said: the patient keeps the one that is known.
    """

    name: str
    email: str
    phone: str
    language: str = ""
    contact_name: str = ""


def patient_with(details: ContactDetails, now: datetime) -> Patient:
    """The patient who gave exactly these details before, or a new one; the last language counts."""
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
