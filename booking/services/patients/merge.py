from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from booking.choices import NotificationKind
from booking.errors import ChangedMeanwhile, PatientGone, SamePatient
from booking.models import (
    Appointment,
    Notification,
    Patient,
    ToldApart,
    WaitlistEntry,
    WaitlistOffer,
)
from booking.models.history import merging
from booking.models.note import joined_notes
from booking.models.patient import ContactDetails
from booking.models.rules import practice_rules
from booking.services.guards.locking import lock_name
from booking.services.privacy.erase import blank_the_log
from booking.services.privacy.erase_history import erase_history
from booking.services.waitlist.leave import leave_waitlist
from booking.services.waitlist.retract_offers import retract_offers

# The locks are taken anew when the patient booked meanwhile; nobody books as often as this.
_MOST_TRIES = 5


@dataclass(frozen=True, slots=True)
class MergeEffects:
    """Effects of merging two patients, apart from those on their details.

    `overlapping` are pairs of coming appointments at the same time: both stay. `ending` are
    waiting-list entries that end, because an earlier one for the same treatment stays.
    """

    coming: int
    overlapping: list[tuple[Appointment, Appointment]]
    is_beyond_limits: bool
    ending: list[WaitlistEntry]


def merge_patients(
    *,
    keep: Patient,
    gone: Patient,
    details: ContactDetails,
    note: str | None = None,
    now: datetime,
) -> MergeEffects:
    """Give everything of `gone` to `keep`, who has `details` from then on. It cannot be undone.

    `keep` has `note` too, or both notes one below the other if that is None. The history of `keep`
    says with whom they were merged. No appointment is lost or cancelled, and no limit stops it. Who
    switched reminders off in either gets none. Links in old mails keep working. Raises SamePatient,
    PatientGone if either was erased or merged before, and ChangedMeanwhile if their details are not
    as in `keep` and `gone` by now.
    """
    if keep.pk == gone.pk:
        raise SamePatient
    for _try in range(_MOST_TRIES):
        if merged := _merge_unless_changed(keep, gone, details, note, now):
            return merged
    raise PatientGone


def effects_of_merging(keep: Patient, gone: Patient, *, now: datetime) -> MergeEffects:
    """Foresee what merge_patients() brings about. Changes nothing; three queries."""
    people = [keep.pk, gone.pk]
    visits = Appointment.objects.for_page().coming(now).filter(patient__in=people)
    coming = list(visits.order_by("starts_at", "pk"))
    days = [visit.day for visit in coming]
    rules = practice_rules()
    waiting = WaitlistEntry.objects.waiting().filter(patient__in=people).for_page()
    return MergeEffects(
        coming=len(coming),
        overlapping=[
            (one, other)
            for place, one in enumerate(coming)
            for other in coming[place + 1 :]
            if one.span.overlap(other.span) and one.patient_id != other.patient_id
        ],
        is_beyond_limits=len(coming) > rules.most_coming_visits
        or any(days.count(day) > rules.most_visits_a_day for day in days),
        ending=_surplus(waiting.in_turn()),
    )


@transaction.atomic
def _merge_unless_changed(
    as_read: Patient,
    other_as_read: Patient,
    details: ContactDetails,
    note: str | None,
    now: datetime,
) -> MergeEffects | None:
    """Merge, or do nothing and return None if something was added while the locks were taken."""
    people = [as_read.pk, other_as_read.pk]
    entries = WaitlistEntry.objects.filter(patient__in=people).order_by("pk")
    locked = {entry.pk for entry in entries.select_for_update(of=("self",))}
    theirs = Q(patient__in=people) | Q(offer__entry__in=locked)
    visits = Appointment.objects.filter(theirs).order_by("pk")
    held = {visit.pk for visit in visits.select_for_update(of=("self",))}
    names = Patient.objects.filter(pk__in=people).values_list("name", flat=True)
    for name in sorted({details.name.upper(), *(name.upper() for name in names)}):
        lock_name(name)
    keep, gone = _locked_patients(as_read, other_as_read)
    added = {visit.pk for visit in visits.all()} - held
    if added or set(entries.values_list("pk", flat=True)) - locked:
        return None
    effects = effects_of_merging(keep, gone, now=now)
    for entry in effects.ending:
        leave_waitlist(entry=entry, now=now)
    with merging(keep, gone):
        _hand_over(keep, gone)
        _retract_surplus_offers(keep, now)
        keep.note = joined_notes(keep.note, gone.note) if note is None else note
        _settle(keep, gone, details, now)
    return effects


def _locked_patients(*as_read: Patient) -> tuple[Patient, ...]:
    """The patients as they are by now. Raises ChangedMeanwhile if somebody chose among others."""
    rows = Patient.objects.known().select_for_update().filter(pk__in=[one.pk for one in as_read])
    found = {row.pk: row for row in rows.order_by("pk")}
    if len(found) < len(as_read):
        raise PatientGone
    for one in as_read:
        now = found[one.pk]
        if (now.contact_details, now.note) != (one.contact_details, one.note):
            raise ChangedMeanwhile(_("The details changed meanwhile: look once more."))
    return tuple(found[one.pk] for one in as_read)


def _hand_over(keep: Patient, gone: Patient) -> None:
    """Let every row that names `gone` name `keep`, of whichever table."""
    for relation in Patient._meta.related_objects:
        rows = relation.related_model._base_manager.filter(**{relation.field.name: gone})
        rows.update(**{relation.field.name: keep})
    apart = [pk for pk in ToldApart.objects.others_of(gone.pk) if pk != keep.pk]
    ToldApart.objects.of(gone.pk).delete()
    ToldApart.objects.note((keep.pk, pk) for pk in apart)
    links = Notification.objects.owed().filter(patient=keep, kind=NotificationKind.LINKS)
    Notification.objects.filter(pk__in=[mail.pk for mail in links.order_by("pk")[1:]]).delete()


def _retract_surplus_offers(keep: Patient, now: datetime) -> None:
    """Leave the patient the offer that was made first: one person has one open offer."""
    offers = WaitlistOffer.objects.open().filter(entry__patient=keep)
    for offer in offers.select_related("entry").order_by("offered_at", "pk")[1:]:
        retract_offers(offer.entry, now)


def _settle(keep: Patient, gone: Patient, details: ContactDetails, now: datetime) -> None:
    """Store the details of the one who stays; of the other only the way to the first is left."""
    keep.name, keep.contact_name = details.name, details.contact_name
    keep.email, keep.phone = details.email, details.phone
    keep.language = details.language or keep.language
    keep.wants_reminders &= gone.wants_reminders
    keep.created_at = min(keep.created_at, gone.created_at)
    keep.save()
    gone.erase(now)
    gone.merged_into = keep
    gone.save()
    blank_the_log(gone)
    erase_history(gone)


def _surplus(entries: Iterable[WaitlistEntry]) -> list[WaitlistEntry]:
    """Entries without an appointment for a treatment for which an earlier one waits too."""
    without = [entry for entry in entries if entry.appointment_id is None]
    first: dict[int, int] = {}
    for entry in without:
        first.setdefault(entry.treatment_id, entry.pk)
    return [entry for entry in without if first[entry.treatment_id] != entry.pk]
