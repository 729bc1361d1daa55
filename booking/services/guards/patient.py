from datetime import datetime

from booking.errors import PatientGone, PerhapsKnown
from booking.models import Patient
from booking.models.patient import ContactDetails, Identity
from booking.services.guards.doubles import note_apart, perhaps_same
from booking.services.guards.locking import lock_name
from booking.text.translated import known_language


def patient_with(details: ContactDetails, now: datetime) -> Patient:
    """The patient who gave exactly these details before, or a new one; locks the name.

    A known patient takes over the language of `details`.
    """
    lock_name(details.name)
    return _known(details) or Patient.objects.create(
        name=details.name,
        contact_name=details.contact_name,
        email=details.email,
        phone=details.phone,
        language=known_language(details.language),
        wants_reminders=Patient.objects.wants_reminders_at(details.email),
        created_at=now,
    )


def patient_at_desk(details: ContactDetails, identity: Identity | None, now: datetime) -> Patient:
    """The patient whom the desk means by these details; locks the name.

    Raises PerhapsKnown if no patient has exactly these and some have nearly: `identity` answers
    whether it is one of them. Somebody new is then told apart from those, and a known one
    keeps what `details` leave empty. Raises PatientGone if the patient whom it names was erased.
    """
    lock_name(details.name)
    if known := _known(details):
        return known
    if identity is None and (candidates := perhaps_same(details)):
        raise PerhapsKnown([patient.pk for patient in candidates])
    if identity and identity.renewed:
        return _renewed(identity.renewed, details)
    patient = patient_with(details, now)
    if identity:
        note_apart(patient, perhaps_same(details, besides=patient.pk))
    return patient


def _known(details: ContactDetails) -> Patient | None:
    known = Patient.objects.same_person(
        name=details.name,
        email=details.email,
        phone=details.phone,
        contact_name=details.contact_name,
    ).first()
    if known and details.language and details.language != known.language:
        known.language = known_language(details.language)
        known.save(update_fields=["language"])
    return known


def _renewed(pk: int, details: ContactDetails) -> Patient:
    current = Patient.objects.current(pk)
    rows = Patient.objects.known().select_for_update()
    patient = rows.filter(pk=current.pk).first() if current else None
    if patient is None:
        raise PatientGone
    patient.name = details.name
    # Whoever calls says what changed: an address that nobody asked for is still right.
    patient.contact_name = details.contact_name or patient.contact_name
    patient.email = details.email or patient.email
    patient.phone = details.phone or patient.phone
    if details.language:
        patient.language = known_language(details.language)
    elsewhere = Patient.objects.exclude(pk=patient.pk)
    patient.wants_reminders &= elsewhere.wants_reminders_at(patient.email)
    patient.save()
    return patient
