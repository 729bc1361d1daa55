"""The explanation for patients of what a kind of study can show, and PubMed's names of kinds.

The explanations give no grade.
"""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from references.choices import StudyType

EXPLANATIONS: dict[str, str | Promise] = {
    StudyType.GUIDELINE: _(
        "Experts agreed on what good care is, on the basis of studies. "
        "It says what helps most people, not what is best for you."
    ),
    StudyType.SYSTEMATIC_REVIEW: _(
        "All studies of one question were searched for and weighed together. "
        "It gives the widest view, but is never stronger than those studies themselves."
    ),
    StudyType.RANDOMISED_TRIAL: _(
        "Lots were drawn for who got which treatment. "
        "It shows whether the treatment makes the difference, not whether it helps everyone."
    ),
    StudyType.CLINICAL_TRIAL: _(
        "A treatment was tried without drawing lots. "
        "It shows what changed afterwards, not for certain that the treatment did it."
    ),
    StudyType.COHORT: _(
        "A group of people was followed over time. "
        "It shows what goes together and what comes later, not for certain what the cause is."
    ),
    StudyType.CASE_CONTROL: _(
        "People with a complaint were compared with people without. "
        "It shows what may play a part, but proves no cause."
    ),
    StudyType.CROSS_SECTIONAL: _(
        "A group of people was looked at once. "
        "It shows how common something is, not what came first or what the cause is."
    ),
    StudyType.QUALITATIVE: _(
        "People told about what they went through. "
        "It shows how they feel about it, not how common that is or what works."
    ),
    StudyType.CASE_REPORT: _(
        "The story of one patient or a few. "
        "It shows that something can happen, not that it goes that way for others."
    ),
    StudyType.LABORATORY: _(
        "Studied in a laboratory or in animals. "
        "It shows how something may work, not whether it helps people."
    ),
    StudyType.NARRATIVE_REVIEW: _(
        "Experts summed up studies of their own choice. "
        "It is a good introduction, but studies may be missing from it."
    ),
    StudyType.OPINION: _(
        "What one expert or a few think. It can make you think, but proves nothing by itself."
    ),
}

# The publication types of PubMed, in lower case, the most telling first. Types that are missing, as
# "Observational Study" and "Pragmatic Clinical Trial", can be several kinds: an editor decides.
PUBMED_TYPES: dict[str, StudyType] = {
    "practice guideline": StudyType.GUIDELINE,
    "guideline": StudyType.GUIDELINE,
    "systematic review": StudyType.SYSTEMATIC_REVIEW,
    "network meta-analysis": StudyType.SYSTEMATIC_REVIEW,
    "meta-analysis": StudyType.SYSTEMATIC_REVIEW,
    "randomized controlled trial, veterinary": StudyType.LABORATORY,
    "clinical trial, veterinary": StudyType.LABORATORY,
    "observational study, veterinary": StudyType.LABORATORY,
    "randomized controlled trial": StudyType.RANDOMISED_TRIAL,
    "controlled clinical trial": StudyType.CLINICAL_TRIAL,
    "clinical trial, phase i": StudyType.CLINICAL_TRIAL,
    "clinical trial, phase ii": StudyType.CLINICAL_TRIAL,
    "clinical trial, phase iii": StudyType.CLINICAL_TRIAL,
    "clinical trial, phase iv": StudyType.CLINICAL_TRIAL,
    "clinical trial": StudyType.CLINICAL_TRIAL,
    "case reports": StudyType.CASE_REPORT,
    "review": StudyType.NARRATIVE_REVIEW,
    "editorial": StudyType.OPINION,
    "comment": StudyType.OPINION,
    "letter": StudyType.OPINION,
}
# The plan of a study, which shows nothing yet, whatever its other types are.
PROTOCOL = "clinical trial protocol"


def from_pubmed(publication_types: Iterable[str]) -> str:
    """Derive the kind of study; "" if the types don't tell, such as "Journal Article"."""
    given = {name.strip().lower() for name in publication_types}
    if PROTOCOL in given:
        return ""
    return next((kind.value for name, kind in PUBMED_TYPES.items() if name in given), "")
