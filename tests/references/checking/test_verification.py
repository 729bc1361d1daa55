"""Checking works of the library with a registry on this machine."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from references.checking import verification
from references.choices import Standing, StudyType, Verification
from references.lookup.errors import LookupFailed, LookupOff
from references.lookup.registries import fetcher, registries
from references.models import Reference, SourceSettings
from references.tasks import check_due_references
from tests.factories.references import ReferenceFactory
from tests.references.lookup.server import Answer, Registry, recorded

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 1, 4, 0, tzinfo=UTC)
WALKING: dict[str, Any] = {
    "csl__title": "Walking after a sprain",
    "csl__author": [{"family": "Jansen", "given": "A. B."}],
    "csl__issued": {"date-parts": [[2019]]},
}


def walking(**changes: Any) -> Reference:
    return ReferenceFactory(**(WALKING | {"csl__DOI": "10.9999/walking.1"} | changes))


def checked(reference: Reference, now: datetime = NOW) -> Reference:
    return verification.check(reference, registries=registries(fetcher()), now=now)


def test_a_work_that_the_registry_has_in_the_same_words_is_verified(lookup_on: Registry):
    lookup_on.know("crossref-plain")

    reference = checked(walking())

    assert reference.verification == Verification.VERIFIED
    assert reference.checked_at == NOW
    assert reference.registry["page"] == "213-219"
    assert reference.csl["author"] == [{"family": "Jansen", "given": "A. B."}]


def test_a_work_under_the_doi_of_another_differs(lookup_on: Registry):
    lookup_on.know("crossref-plain")

    assert checked(walking(csl__title="Sleep")).verification == Verification.DIFFERS


def test_a_doi_that_no_registry_has_is_not_found(lookup_on: Registry):
    reference = checked(walking(csl__DOI="10.9999/nowhere"))

    assert reference.verification == Verification.NOT_FOUND
    assert (reference.checked_at, reference.registry) == (NOW, {})
    assert lookup_on.asked == ["/crossref/works/10.9999%2Fnowhere", "/doi/10.9999%2Fnowhere"]


def test_a_work_without_identifier_asks_nobody(lookup_on: Registry):
    reference = checked(ReferenceFactory())

    assert (reference.verification, reference.checked_at) == (Verification.NOT_CHECKABLE, None)
    assert lookup_on.asked == []


def test_doi_and_pmid_must_both_lead_to_the_work(lookup_on: Registry):
    lookup_on.know("crossref-plain", "pubmed-plain", "pubmed-unknown")

    agreeing = checked(walking(csl__PMID="90000001"))
    agreeing.delete()
    wrong_pmid = checked(walking(csl__PMID="90000004"))

    assert agreeing.verification == Verification.VERIFIED
    assert agreeing.registry["PMCID"] == "PMC7000001"
    assert wrong_pmid.verification == Verification.DIFFERS
    assert wrong_pmid.registry["PMID"] == ""


def test_a_pmid_of_another_work_is_what_the_editor_sees(lookup_on: Registry):
    lookup_on.know("crossref-plain", "pubmed-organisation")

    reference = checked(walking(csl__PMID="90000003"))

    assert reference.verification == Verification.DIFFERS
    assert reference.registry["title"] == "Wandelen na een verstuiking"


def test_the_kind_of_study_is_filled_in_where_it_was_empty(lookup_on: Registry):
    lookup_on.know("pubmed-plain")
    empty = walking(csl__PMID="90000001", csl__DOI="")

    assert checked(empty).study_type == StudyType.RANDOMISED_TRIAL

    Reference.objects.update(study_type=StudyType.OPINION)
    assert checked(empty).study_type == StudyType.OPINION


def test_a_retraction_becomes_the_standing_and_goes_when_the_registry_takes_it_back(
    lookup_on: Registry,
):
    path = lookup_on.path_of("crossref-retracted")
    lookup_on.serve(path, recorded("crossref-retracted"), recorded("crossref-reinstated"))
    reference = walking(csl__DOI="10.9999/retracted")

    assert checked(reference).standing == Standing.RETRACTED
    assert checked(reference).standing == ""


def test_what_another_source_told_stays(lookup_on: Registry):
    lookup_on.know("crossref-plain")
    told = {"kind": "retraction", "date": "2020", "doi": "", "source": "retraction-watch"}

    reference = checked(walking(notices=[told]))

    assert reference.notices == [told]


@pytest.mark.parametrize(
    "failure",
    [
        Answer(500),
        Answer(429, headers={"retry-after": "3600"}),
        Answer(200, b"<html>"),
        Answer(302, headers={"location": "https://elsewhere.example/"}),
        Answer(hangs_up=True),
        Answer(body=b"x" * 1_000_001),
    ],
    ids=["error", "busy", "a page", "sent elsewhere", "hung up", "too large"],
)
def test_a_registry_that_fails_leaves_what_was_known(lookup_on: Registry, failure: Answer):
    lookup_on.know("crossref-plain")
    before = checked(walking())
    lookup_on.serve(lookup_on.path_of("crossref-plain"), failure)

    with pytest.raises(LookupFailed):
        checked(before, NOW + timedelta(days=40))

    after = Reference.objects.get()
    assert (after.verification, after.checked_at) == (Verification.VERIFIED, NOW)
    assert after.registry == before.registry


def test_nobody_is_asked_while_looking_up_is_off(registry: Registry, settings: Any):
    settings.REFERENCES_REGISTRIES = registry.bases
    settings.REFERENCES_LOOKUP = "live"
    with pytest.raises(LookupOff):
        checked(walking())

    settings.REFERENCES_LOOKUP = "off"
    SourceSettings.objects.update_or_create(defaults={"lookup_enabled": True})
    with pytest.raises(LookupOff):
        checked(Reference.objects.get())

    check_due_references()
    assert registry.asked == []


def test_what_an_editor_saved_in_the_meantime_stays(lookup_on: Registry):
    lookup_on.know("crossref-plain")
    seen_before = walking()
    Reference.objects.get().save()
    edited = Reference.objects.get()
    edited.csl["title"] = "Sleep"
    edited.save()

    after = checked(seen_before)

    assert (after.title, after.verification) == ("Sleep", Verification.DIFFERS)


def test_a_changed_title_is_not_verified_any_more(lookup_on: Registry):
    lookup_on.know("crossref-plain")
    reference = checked(walking())

    reference.csl["title"] = "Sleep"
    reference.save()

    assert Reference.objects.get().verification == Verification.DIFFERS


def test_fields_of_the_registry_are_taken_over_one_by_one(lookup_on: Registry):
    lookup_on.know("crossref-plain")
    reference = checked(walking(csl__title="Sleep", csl__volume="99"))

    after = verification.take_over(reference, variables=["title"])

    assert (after.title, after.csl["volume"]) == ("Walking after a sprain", "99")
    assert after.verification == Verification.VERIFIED


def test_an_identifier_that_another_work_has_is_not_taken_over(lookup_on: Registry):
    lookup_on.know("pubmed-plain")
    walking()
    double = checked(walking(csl__DOI="", csl__PMID="90000001"))

    with pytest.raises(ValidationError, match="DOI"):
        verification.take_over(double, variables=["DOI"])


def test_works_are_due_when_their_answer_is_too_old():
    def known(doi: str, state: str, age: timedelta | None) -> Reference:
        reference = walking(csl__DOI=doi)
        checked_at = NOW - age if age is not None else None
        Reference.objects.filter(pk=reference.pk).update(verification=state, checked_at=checked_at)
        return reference

    hour, day = timedelta(hours=1), timedelta(days=1)
    never = known("10.9999/1", Verification.NEVER, None)
    known("10.9999/2", Verification.VERIFIED, 30 * day - hour)
    stale = known("10.9999/3", Verification.VERIFIED, 30 * day)
    known("10.9999/4", Verification.NOT_FOUND, day - hour)
    unknown = known("10.9999/5", Verification.NOT_FOUND, day)
    ReferenceFactory()

    due = list(verification.due(NOW))

    assert due[0] == never
    assert set(due) == {never, stale, unknown}


def test_the_nightly_round_checks_what_is_due(lookup_on: Registry):
    lookup_on.know("crossref-plain")
    walking()
    walking(csl__DOI="10.9999/nowhere")

    check_due_references()

    states = dict(Reference.objects.values_list("doi", "verification"))
    assert states == {
        "10.9999/walking.1": Verification.VERIFIED,
        "10.9999/nowhere": Verification.NOT_FOUND,
    }


def test_a_round_goes_on_after_one_failure_and_stops_for_a_busy_registry(lookup_on: Registry):
    for number in range(4):
        walking(csl__DOI=f"10.9999/{number}")
        lookup_on.serve(f"/crossref/works/10.9999%2F{number}", Answer(200, b"<html>"))
    assert verification.check_due(registries=registries(fetcher()), now=NOW) == 0
    assert len(lookup_on.asked) == 4

    for number in range(4):
        busy = Answer(429, headers={"retry-after": "60"})
        lookup_on.serve(f"/crossref/works/10.9999%2F{number}", busy)
    assert verification.check_due(registries=registries(fetcher()), now=NOW) == 0
    assert len(lookup_on.asked) == 5
