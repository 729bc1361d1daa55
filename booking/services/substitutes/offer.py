from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from booking.choices import AppointmentStatus
from booking.models import Absence, Appointment, BookingRules, Substitute, Substitution, Treatment
from booking.models.rules import practice_rules
from booking.scheduling.openings import Opening
from booking.scheduling.wishes import OFFER_ENDS_BEFORE
from booking.services.guards.limits import limits_of_each
from booking.services.guards.locking import displace_all_expired_holds
from booking.services.mail.owe import STAFF_MAIL_DELAY
from booking.services.mail.owe_choices import choices_due_at, owe_choices
from booking.services.substitutes.find import need_of, supply_for


@dataclass(frozen=True, slots=True)
class Ticked:
    """Choices that the desk ticked for one appointment, and whether to mail them."""

    openings: Sequence[Opening]
    by_mail: bool


@dataclass(slots=True)
class Offered:
    """Substitutions that were made. `gone` are ticked times that somebody else has by now."""

    made: list[Substitution] = field(default_factory=list)
    gone: list[tuple[Appointment, Opening]] = field(default_factory=list)
    mailed: int = 0


def visits_to_offer(absence: Absence, now: datetime) -> list[Appointment]:
    """Appointments that the absence hits and that nobody asked to choose for; one query."""
    hit = Appointment.objects.hit_by(absence, now).expected().for_page()
    asked = Substitution.objects.standing().values("appointment")
    return list(hit.exclude(pk__in=asked).order_by("starts_at", "pk"))


def offer_substitutes(
    absence: Absence,
    visits: Sequence[Appointment],
    ticked: dict[int, Ticked],
    *,
    now: datetime,
) -> Offered:
    """Keep the ticked times for the patients of these appointments, and owe the mails.

    Every appointment gets a substitution, so that the desk sees what is left to do; `ticked` is by
    the id of the appointment. A time that is gone is left out, and told. Mails leave five minutes
    later, so that a slip can be undone. Call it under the locks of working time, of all therapists
    and of the appointments; the number of queries grows with the treatments, not with those.
    """
    practice, offered = practice_rules(), Offered()
    free = dict(_still_free(absence, visits, ticked, practice, offered, now))
    offered.made = [_substitution(visit, absence, practice, now) for visit in visits]
    Substitution.objects.bulk_create(offered.made)
    _keep(offered.made, free, practice, now)
    mails = [
        (one, _due_at(one.appointment, practice, now))
        for one in offered.made
        if _is_mailed(one, ticked, free)
    ]
    owe_choices(mails, now=now)
    offered.mailed = len(mails)
    return offered


def _substitution(
    visit: Appointment, absence: Absence, practice: BookingRules, now: datetime
) -> Substitution:
    due = _due_at(visit, practice, now)
    return Substitution(
        appointment=visit,
        absence=absence,
        practitioner=visit.practitioner,
        starts_at=visit.starts_at,
        ends_at=visit.ends_at,
        made_at=now,
        answer_until=practice.mail_hours.time_to_answer(due + practice.offer_for),
    )


def _still_free(
    absence: Absence,
    visits: Sequence[Appointment],
    ticked: dict[int, Ticked],
    practice: BookingRules,
    offered: Offered,
    now: datetime,
) -> Iterator[tuple[int, list[Opening]]]:
    """The ticked times of each appointment that are free and may be had, by its id."""
    supply = supply_for(visits, absence, practice=practice, now=now)
    allows = limits_of_each(visits, practice=practice, now=now)
    for visit in visits:
        need, kept = need_of(visit, allows[visit.pk]), []
        for opening in ticked[visit.pk].openings if visit.pk in ticked else ():
            if supply.has(need, opening) and need.allows(opening):
                supply.take(opening, need.turnaround)
                kept.append(opening)
            else:
                offered.gone.append((visit, opening))
        yield visit.pk, kept


def _keep(
    made: Collection[Substitution],
    free: dict[int, list[Opening]],
    practice: BookingRules,
    now: datetime,
) -> None:
    """Hold the times, each until the answer is due or the time comes near."""
    choices: list[Substitute] = []
    by_treatment: dict[Treatment, list[Opening]] = {}
    for one in made:
        treatment = one.appointment.treatment
        rules = practice.for_treatment(treatment)
        for opening in free[one.appointment_id]:
            by_treatment.setdefault(treatment, []).append(opening)
            hold = Appointment.objects.build_appointment(
                opening,
                treatment,
                rules=rules,
                now=now,
                status=AppointmentStatus.PENDING,
                held_until=min(one.answer_until, opening.starts_at - OFFER_ENDS_BEFORE),
                moves=one.appointment,
            )
            choices.append(
                Substitute(
                    substitution=one,
                    hold=hold,
                    practitioner_id=opening.practitioner_id,
                    starts_at=opening.starts_at,
                    ends_at=opening.ends_at,
                )
            )
    for treatment, openings in by_treatment.items():
        displace_all_expired_holds(openings, treatment, now)
    Appointment.objects.bulk_create([choice.hold for choice in choices if choice.hold])
    Substitute.objects.bulk_create(choices)


def _due_at(visit: Appointment, practice: BookingRules, now: datetime) -> datetime:
    return choices_due_at(visit.starts_at, now + STAFF_MAIL_DELAY, practice.mail_hours)


def _is_mailed(
    one: Substitution, ticked: dict[int, Ticked], free: dict[int, list[Opening]]
) -> bool:
    visit = one.appointment
    has_address = visit.patient is not None and bool(visit.patient.email)
    wanted = ticked.get(visit.pk)
    return has_address and wanted is not None and wanted.by_mail and bool(free[visit.pk])
