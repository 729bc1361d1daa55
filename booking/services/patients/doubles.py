from collections.abc import Sequence

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Upper

from booking.errors import PatientGone, SamePatient
from booking.models import Patient, ToldApart
from booking.models.patient import PatientQuerySet
from booking.services.guards.doubles import note_apart, perhaps_double
from booking.text.folding import similar_names

# The list shows no more pairs than this, and compares so many patients at a time to find them.
MOST_PAIRS, _COMPARED_AT_ONCE = 50, 300

__all__ = [
    "are_told_apart",
    "doubles_among",
    "perhaps_double",
    "possible_doubles",
    "tell_apart",
    "told_apart_from",
]


def possible_doubles() -> Sequence[tuple[Patient, Patient]]:
    """Pairs of patients who may be one person, the newest first: one more than MOST_PAIRS at most.

    They have the phone number or the e-mail address in common, and a like name, and the desk did
    not tell them apart. The older patient comes first in a pair. Three queries for every 300
    patients who share with an older one, until there are pairs enough.
    """
    pairs: list[tuple[Patient, Patient]] = []
    sharing = _sharing_with_older()
    newest = list(sharing[:_COMPARED_AT_ONCE])
    while newest and len(pairs) <= MOST_PAIRS:
        pairs += [(other, one) for one, other in _alike_pairs(newest) if other.pk < one.pk]
        newest = list(sharing.filter(pk__lt=newest[-1].pk)[:_COMPARED_AT_ONCE])
    return pairs[: MOST_PAIRS + 1]


def doubles_among(patients: Sequence[Patient]) -> dict[int, str]:
    """The detail that each of these patients shares with somebody of a like name; two queries.

    By the patient's id "phone", or "email" if that is all. Whom the desk told apart does not count.
    """
    shared: dict[int, str] = {}
    for one, other in _alike_pairs(patients):
        if _same_phone(one, other):
            shared[one.pk] = "phone"
        else:
            shared.setdefault(one.pk, "email")
    return shared


def are_told_apart(one: Patient, other: Patient) -> bool:
    """Tell whether the desk said that these are two people."""
    return other.pk in ToldApart.objects.others_of(one.pk)


def told_apart_from(patient: Patient) -> list[Patient]:
    """Patients who were asked about and are not this one."""
    return list(Patient.objects.known().filter(pk__in=ToldApart.objects.others_of(patient.pk)))


@transaction.atomic
def tell_apart(one: Patient, other: Patient) -> None:
    """Note that these are two people, of whom nobody asks again whether they are one.

    Raises SamePatient, and PatientGone if either was erased or merged before.
    """
    if one.pk == other.pk:
        raise SamePatient
    if not note_apart(one, [other]):
        raise PatientGone


def _sharing_with_older() -> PatientQuerySet:
    older = Patient.objects.known().filter(pk__lt=OuterRef("pk"))
    by_phone = older.filter(phone=OuterRef("phone")).exclude(phone="")
    by_mail = older.filter(email__iexact=OuterRef("email")).exclude(email="")
    return Patient.objects.known().filter(Exists(by_phone) | Exists(by_mail)).order_by("-pk")


def _alike_pairs(patients: Sequence[Patient]) -> list[tuple[Patient, Patient]]:
    """Pairs of one of these and somebody with a like name and the same contact; two queries."""
    phones = {str(one.phone) for one in patients if one.phone}
    mails = {one.email.upper() for one in patients if one.email}
    known = Patient.objects.known().alias(mail=Upper("email"))
    others = list(known.filter(Q(phone__in=phones) | Q(mail__in=mails)).order_by("pk"))
    apart = set(ToldApart.objects.of(*(one.pk for one in patients)).values_list("one", "other"))
    return [
        (one, other)
        for one in patients
        for other in others
        if other.pk != one.pk
        and (min(one.pk, other.pk), max(one.pk, other.pk)) not in apart
        and _share(one, other)
        and similar_names(one.name, other.name)
    ]


def _share(one: Patient, other: Patient) -> bool:
    same_mail = bool(one.email) and one.email.upper() == other.email.upper()
    return _same_phone(one, other) or same_mail


def _same_phone(one: Patient, other: Patient) -> bool:
    return bool(one.phone) and one.phone == other.phone
