from collections.abc import Sequence

from booking.models import Patient, ToldApart
from booking.models.patient import ContactDetails
from booking.models.patient_search import Wanted
from booking.text.folding import at_most_one_error, similar_names

# The desk reads no more candidates than this.
MOST_CANDIDATES = 5
# Patients who share a mailbox or a phone number, or a name, are compared up to this number.
_MOST_COMPARED = 50


def perhaps_same(details: ContactDetails, *, besides: int | None = None) -> list[Patient]:
    """Known patients who may be the person with these details, the likeliest first; two queries.

    They have the phone number or the e-mail address in common, or the same name in another order
    or spelling; or all of it nearly. `besides` is the id of a patient to leave out. Example: Anna
    Peters, 0470 11 22 33, may be Peeters Anna with that number, and so may whoever else has it.
    """
    others = Patient.objects.known()
    if besides:
        others = others.exclude(pk=besides)
    sharing = others.sharing_contact(email=details.email, phone=details.phone).order_by("-pk")
    named = others.search(Wanted.typed(details.name))
    met = {one.pk: one for one in [*sharing[:_MOST_COMPARED], *named[:_MOST_COMPARED]]}
    scored = [(_score(details, one), one.pk) for one in met.values()]
    likely = sorted(((-score, pk) for score, pk in scored if score))
    return [met[pk] for _score, pk in likely[:MOST_CANDIDATES]]


def perhaps_double(patient: Patient) -> list[Patient]:
    """Known patients who may be the same person, each with a like name; three queries.

    Whom the desk told apart from the patient is not among them.
    """
    candidates = perhaps_same(patient.contact_details, besides=patient.pk)
    apart = ToldApart.objects.others_of(patient.pk)
    return [
        one for one in candidates if one.pk not in apart and similar_names(one.name, patient.name)
    ]


def note_apart(patient: Patient, others: Sequence[Patient]) -> bool:
    """Note that these others are not the patient; tells whether all of them are still known.

    Of whoever was erased or merged meanwhile nothing is noted.
    """
    people = [patient.pk, *(one.pk for one in others)]
    rows = Patient.objects.known().select_for_update(no_key=True).filter(pk__in=people)
    known = {one.pk for one in rows.order_by("pk")}
    if patient.pk in known:
        ToldApart.objects.note((patient.pk, pk) for pk in known - {patient.pk})
    return known >= set(people)


def _score(details: ContactDetails, other: Patient) -> int:
    """The number by which the likeliest comes first; 0 for somebody else."""
    mail, number = details.email.lower(), details.phone
    known_mail, known_number = other.email.lower(), other.contact_details.phone
    shares = (mail and mail == known_mail) or (number and number == known_number)
    if similar_names(details.name, other.name):
        if shares:
            return 4
        if similar_names(details.name, other.name, errors=False):
            return 3
        nearly = _nearly(mail, known_mail) or _nearly(number, known_number)
        return 2 if nearly else 0
    return 1 if shares else 0


def _nearly(one: str, other: str) -> bool:
    return bool(one and other) and at_most_one_error(one, other)
