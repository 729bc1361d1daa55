"""What the kept record takes over from its double."""

import pytest

from references.choices import StudyType, Verification
from references.errors import ConflictingIdentifiers
from references.library.merging import merge
from references.models import Reference, Subject
from tests.factories.booking import NOW
from tests.factories.references import ReferenceFactory

pytestmark = pytest.mark.django_db


def joined(keep, *duplicates, **kwargs):
    return merge(keep=keep, duplicates=duplicates, user=None, now=NOW, **kwargs)


def test_the_kept_work_takes_what_it_lacks():
    keep = ReferenceFactory(csl__DOI="10.1000/a", raw="een", finding="Bewegen helpt.")
    duplicate = ReferenceFactory(
        csl__PMID="123",
        csl__volume="7",
        raw="twee",
        finding="Iets anders.",
        study_type=StudyType.COHORT,
        notices=[{"kind": "retraction", "date": "2021", "doi": "", "source": "crossref"}],
    )
    subject = Subject.objects.create(name="Rug", slug="rug")
    duplicate.subjects.add(subject)
    title = keep.title

    joined(keep, duplicate)

    kept = Reference.objects.get()
    assert (kept.pk, kept.title, kept.doi, kept.pmid) == (keep.pk, title, "10.1000/a", "123")
    assert (kept.csl["volume"], kept.raw, kept.study_type) == ("7", "een\ntwee", "cohort")
    assert (kept.finding, kept.standing) == ("Bewegen helpt.", "retracted")
    assert list(kept.subjects.all()) == [subject]


def test_a_work_that_takes_an_identifier_has_to_be_checked_again():
    keep = ReferenceFactory(verification=Verification.NOT_CHECKABLE, checked_at=NOW)

    joined(keep, ReferenceFactory(csl__DOI="10.1000/a"))

    keep.refresh_from_db()
    assert (keep.doi, keep.verification, keep.checked_at) == ("10.1000/a", "never", None)


def test_two_different_dois_are_refused_until_one_is_chosen():
    keep, duplicate = ReferenceFactory(csl__DOI="10.1000/a"), ReferenceFactory(csl__DOI="10.1000/B")

    with pytest.raises(ConflictingIdentifiers) as refusal:
        joined(keep, duplicate)
    with pytest.raises(ConflictingIdentifiers):
        joined(keep, duplicate, identifiers={"DOI": "10.1000/of-another-work"})

    assert refusal.value.variables == ["DOI"]
    assert joined(keep, duplicate, identifiers={"DOI": "10.1000/B"}).csl["DOI"] == "10.1000/B"
    assert Reference.objects.get().doi == "10.1000/b"


def test_what_a_registry_said_of_the_double_holds_for_the_kept_work():
    said = {"type": "article-journal", "title": "Sleep", "author": [{"family": "Testers"}]}
    said["issued"] = {"date-parts": [[2020]]}
    keep = ReferenceFactory(csl__title="Sleep")
    duplicate = ReferenceFactory(
        csl__title="Sleep", csl__DOI="10.1000/a", registry={**said, "DOI": "10.1000/a"}
    )
    Reference.objects.filter(pk=duplicate.pk).update(checked_at=NOW)

    kept = joined(keep, duplicate)

    assert (kept.verification, kept.checked_at) == ("verified", NOW)
