import pytest

from references.choices import StudyType
from references.works.study_types import EXPLANATIONS, from_pubmed


@pytest.mark.parametrize(
    ("types", "kind"),
    [
        (["Journal Article", "Practice Guideline"], StudyType.GUIDELINE),
        (["Journal Article", "Meta-Analysis"], StudyType.SYSTEMATIC_REVIEW),
        (["Journal Article", "Randomized Controlled Trial"], StudyType.RANDOMISED_TRIAL),
        (["Controlled Clinical Trial", "Journal Article"], StudyType.CLINICAL_TRIAL),
        (["Clinical Trial, Phase II"], StudyType.CLINICAL_TRIAL),
        (["Case Reports", "Journal Article"], StudyType.CASE_REPORT),
        (["Randomized Controlled Trial, Veterinary"], StudyType.LABORATORY),
        (["Journal Article", "Review"], StudyType.NARRATIVE_REVIEW),
        (["Comment", "Editorial"], StudyType.OPINION),
        ([" randomized controlled trial "], StudyType.RANDOMISED_TRIAL),
    ],
)
def test_the_types_of_pubmed_tell_the_kind_of_study(types, kind):
    assert from_pubmed(types) == kind


@pytest.mark.parametrize(
    ("types", "kind"),
    [
        (["Review", "Systematic Review", "Practice Guideline"], StudyType.GUIDELINE),
        (["Review", "Meta-Analysis", "Randomized Controlled Trial"], StudyType.SYSTEMATIC_REVIEW),
        (["Clinical Trial", "Comment", "Randomized Controlled Trial"], StudyType.RANDOMISED_TRIAL),
        (["Review", "Case Reports"], StudyType.CASE_REPORT),
    ],
)
def test_the_most_telling_type_wins(types, kind):
    assert from_pubmed(types) == kind


@pytest.mark.parametrize(
    "types",
    [
        [],
        ["Journal Article", "Research Support, Non-U.S. Gov't"],
        ["Observational Study", "Multicenter Study"],
        ["Clinical Trial Protocol", "Randomized Controlled Trial"],
        ["Retracted Publication"],
    ],
)
def test_what_the_types_do_not_tell_stays_open(types):
    assert from_pubmed(types) == ""


def test_every_kind_of_study_is_explained():
    assert list(EXPLANATIONS) == list(StudyType)
