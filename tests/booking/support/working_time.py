"""Every way in which time stops being worked, on the practice of the factories."""

from collections.abc import Callable
from datetime import date, time

from booking.models import Absence, Appointment, InternalBlock, Practitioner, Slot, WorkingHours
from booking.services.schedule.absences import save_absence
from booking.services.schedule.change_hours import Outcome
from booking.services.schedule.roster import delete_line, save_line
from booking.services.schedule.slots import delete_slot, save_slot
from booking.services.schedule.who_gives_what import save_practitioner, save_treatment
from tests.factories.booking import NOW, AbsenceFactory, at

TODAY = date(2027, 1, 11)


def absence_of_therapist(person: Practitioner) -> Outcome:
    return save_absence(Absence(practitioner=person, starts_at=at(8), ends_at=at(9)), now=NOW)


def closing_of_practice(_person: Practitioner) -> Outcome:
    return save_absence(Absence(starts_at=at(8), ends_at=at(9)), now=NOW)


def absence_made_longer(person: Practitioner) -> Outcome:
    absence = AbsenceFactory(practitioner=person, starts_at=at(6), ends_at=at(7))
    absence.ends_at = at(9)
    return save_absence(absence, now=NOW)


def absence_of_another_moved_here(person: Practitioner) -> Outcome:
    absence = AbsenceFactory(starts_at=at(8), ends_at=at(9))
    absence.practitioner = person
    return save_absence(absence, now=NOW)


def internal_block_made(person: Practitioner) -> Outcome:
    return save_absence(InternalBlock(practitioner=person, starts_at=at(8), ends_at=at(9)), now=NOW)


def slot_deleted(person: Practitioner) -> Outcome:
    return delete_slot(person.slots.get(), now=NOW)


def slot_made_shorter(person: Practitioner) -> Outcome:
    slot = person.slots.get()
    slot.starts_at = at(10)
    return save_slot(slot, now=NOW)


def slot_given_to_another(person: Practitioner) -> Outcome:
    slot: Slot = person.slots.get()
    slot.practitioner = Practitioner.objects.exclude(pk=person.pk).first() or other_therapist()
    return save_slot(slot, now=NOW)


def other_therapist() -> Practitioner:
    return Practitioner.objects.create(name="Tibo Ander", slug="tibo-ander")


def line_of(person: Practitioner) -> WorkingHours:
    """A line from which the slot of the therapist comes."""
    line = WorkingHours.objects.create(
        practitioner=person, weekday=2, opens=time(9), closes=time(12), valid_from=TODAY
    )
    person.slots.update(working_hours=line)
    return line


def line_shortened(person: Practitioner) -> Outcome:
    line = line_of(person)
    line.opens = time(11)
    return save_line(line, today=TODAY, now=NOW)


def line_ended(person: Practitioner) -> Outcome:
    line = line_of(person)
    line.valid_until = TODAY
    return save_line(line, today=TODAY, now=NOW)


def line_deleted(person: Practitioner) -> Outcome:
    return delete_line(line_of(person), today=TODAY, now=NOW)


def therapist_left(person: Practitioner) -> Outcome:
    person.is_active = False
    return saved(person)


def therapist_offline(person: Practitioner) -> Outcome:
    person.is_online = False
    return saved(person)


def treatment_taken_from_therapist(person: Practitioner) -> Outcome:
    return save_practitioner(person, treatments=[], today=TODAY, now=NOW)


def treatment_offline(person: Practitioner) -> Outcome:
    treatment = person.treatments.get()
    treatment.is_online = False
    return save_treatment(treatment, today=TODAY, now=NOW)


def saved(person: Practitioner) -> Outcome:
    treatments = list(person.treatments.all())
    return save_practitioner(person, treatments=treatments, today=TODAY, now=NOW)


Change = Callable[[Practitioner], Outcome]

# After these, nobody works from 8:00 to 9:00 UTC on the day of the factories.
NO_LONGER_WORKED: tuple[Change, ...] = (
    absence_of_therapist,
    closing_of_practice,
    absence_made_longer,
    absence_of_another_moved_here,
    internal_block_made,
    slot_deleted,
    slot_made_shorter,
    slot_given_to_another,
    line_shortened,
    line_ended,
    line_deleted,
    therapist_left,
)
# After these somebody still works then, and patients cannot book it.
NO_LONGER_ONLINE: tuple[Change, ...] = (
    therapist_offline,
    treatment_taken_from_therapist,
    treatment_offline,
)


def booked_inside(absence: Absence) -> list[Appointment]:
    """Appointments that were booked after the absence was there."""
    return list(Appointment.objects.hit_by(absence, NOW))
