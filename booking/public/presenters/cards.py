"""Cards to choose from: treatments by the first question, and therapists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from booking.choices import Complaint
from booking.models import Practitioner, Treatment
from booking.public.forms import Choice
from booking.scheduling.openings import Opening
from booking.services.practice.bookable import Bookable
from booking.services.practice.tariffs import Cost


@dataclass(frozen=True, slots=True)
class TreatmentCard:
    """A treatment, with the page that choosing it leads to."""

    treatment: Treatment
    url: str


@dataclass(frozen=True, slots=True)
class Section:
    """The treatments that fit one answer to the first question."""

    title: str
    explanation: str
    cards: list[TreatmentCard]


@dataclass(frozen=True, slots=True)
class TherapistCard:
    """A therapist with the first opening and the price.

    `practitioner` is None for no preference, `first` is None when nothing is free.
    """

    practitioner: Practitioner | None
    first: Opening | None
    cost: Cost | None
    choice: Choice


def treatment_sections(bookable: Bookable, practitioner: Practitioner | None) -> list[Section]:
    """Sort the treatments by the answer to the first question.

    Only those of `practitioner`, if given. Answers without a treatment are left out.
    """
    questions = {
        Complaint.NEW: _("You come for this complaint for the first time."),
        Complaint.RUNNING: _("You are being treated here already."),
    }
    sections = []
    for complaint, explanation in questions.items():
        choices = [
            Choice(treatment, practitioner, complaint.value)
            for treatment in bookable.treatments
            if treatment.complaint in (complaint, Complaint.ANY)
            and (practitioner is None or practitioner in bookable.giving(treatment))
        ]
        cards = [
            TreatmentCard(one.treatment, one.openings_url if practitioner else one.therapists_url)
            for one in choices
        ]
        sections.append(Section(str(complaint.label), explanation, cards))
    return [section for section in sections if section.cards]


def therapist_cards(
    choice: Choice,
    practitioners: Sequence[Practitioner],
    openings: Sequence[Opening],
    costs: Mapping[int, Cost],
) -> list[TherapistCard]:
    """Put the therapists in the order that suits the choice; `openings` are in order of time.

    A patient under treatment looks for a name: the order of the practice, no preference last.
    Other patients look for an opening: no preference first, then the earliest opening first.
    """
    first: dict[int, Opening] = {}
    for opening in openings:
        first.setdefault(opening.practitioner_id, opening)
    cards = {
        person.pk: TherapistCard(
            person, first.get(person.pk), costs.get(person.pk), replace(choice, practitioner=person)
        )
        for person in practitioners
    }
    if len(practitioners) == 1:
        return [*cards.values()]
    no_preference = replace(choice, practitioner=None)
    anybody = TherapistCard(None, next(iter(openings), None), None, no_preference)
    if choice.is_running:
        return [*cards.values(), anybody]
    soonest = [cards[pk] for pk in first]
    return [anybody, *soonest, *(card for card in cards.values() if card.first is None)]
