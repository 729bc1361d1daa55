"""Forms of the notes that a page shows: that of an appointment, and that of its patient."""

from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse

from booking.models import Appointment, Patient
from booking.reception.forms.note import NoteForm

# The permission to write a note.
MAY_NOTE = {Appointment: "booking.change_appointment", Patient: "booking.change_patient"}


def note_form(
    request: HttpRequest, row: Appointment | Patient, address: str, now: datetime
) -> NoteForm:
    """The form of a note; one without an address if the user may not change it."""
    may_change = request.user.has_perm(MAY_NOTE[type(row)])
    return NoteForm(row, now=now, address=address if may_change else "")


def notes_of_visit(request: HttpRequest, visit: Appointment, now: datetime) -> list[NoteForm]:
    """Notes for the page of an appointment, its own first; none of an erased patient."""
    if visit.patient is None or visit.patient.erased_at:
        return []
    its_own, of_patient = (
        reverse(f"agenda:{name}", args=[visit.pk]) for name in ("note", "patient_note")
    )
    return shown(
        [
            note_form(request, visit, its_own, now),
            note_form(request, visit.patient, of_patient, now),
        ]
    )


def notes_of_patient(request: HttpRequest, patient: Patient, now: datetime) -> list[NoteForm]:
    """The note for the page of a patient."""
    address = reverse("patienten:note", args=[patient.pk])
    return shown([note_form(request, patient, address, now)])


def shown(notes: list[NoteForm]) -> list[NoteForm]:
    """Notes without the empty ones that the user may only read."""
    return [note for note in notes if note.address or note.row.note]


def with_refused(notes: list[NoteForm], refused: NoteForm | None) -> list[NoteForm]:
    """Notes with one that was refused in its place, so that what was typed is still there."""
    if refused is None:
        return notes
    return [refused if type(note.row) is type(refused.row) else note for note in notes]
