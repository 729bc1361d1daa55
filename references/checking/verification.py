"""Checking sources with the registries, and taking over what they say."""

import logging
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from references.checking import comparison
from references.choices import Verification
from references.lookup.errors import AnotherUnderWay, LookupFailed, LookupOff, TooBusy
from references.lookup.records import Record
from references.lookup.registries import Registry
from references.models import Reference, ReferenceQuerySet
from references.works import notices, sameness, study_types
from references.works.csl import Csl

logger = logging.getLogger(__name__)

# The time after which a known or an unknown work is asked about again.
KNOWN_FOR = timedelta(days=30)
UNKNOWN_FOR = timedelta(days=1)
MOST_A_ROUND = 100
MOST_FAILURES = 5
# A look-up by the variable replaces the notices of that registry.
NOTICES_OF = {"DOI": notices.Source.CROSSREF, "PMID": notices.Source.PUBMED}

# CSL variable -> the registry's record of that identifier; None if it knows none
Answers = dict[str, Record | None]


def check(reference: Reference, *, registries: Iterable[Registry], now: datetime) -> Reference:
    """Ask the registries about each identifier of a source and store the answers.

    The source is not locked meanwhile, so the answers are stored with the source as it is by then.
    Raises LookupFailed, after which nothing has changed, and Reference.DoesNotExist if the source
    was deleted.
    """
    asked = reference.csl
    answers = {
        registry.variable: registry.look_up(asked[registry.variable])
        for registry in registries
        if asked.get(registry.variable)
    }
    return store_answers(reference, asked, answers, now)


@transaction.atomic
def store_answers(reference: Reference, asked: Csl, answers: Answers, now: datetime) -> Reference:
    """Store the answers with the source as it is now: an editor may have saved it since."""
    kept = Reference.objects.select_for_update().get(pk=reference.pk)
    if answers:
        kept.checked_at = now
        kept.registry = combine(asked, answers)
        kept.verification = Verification.NOT_FOUND.value
        kept.notices = replace_notices(kept.notices, answers)
        kept.tidy()
    if not kept.study_type and kept.verification == Verification.VERIFIED:
        types = [kind for record in answers.values() if record for kind in record.publication_types]
        kept.study_type = study_types.from_pubmed(types)
    kept.save()
    return kept


def combine(asked: Csl, answers: Answers) -> Csl:
    """Combine the answers to one record.

    Gives {} if no registry knows the work, and the record alone that contradicts ours, if there is
    one. An identifier that a registry does not know stands in it as "".
    """
    told: Csl = {}
    unknown = {variable: "" for variable, record in answers.items() if record is None}
    for variable, record in answers.items():
        if record is None:
            continue
        csl = record.csl | {variable: asked[variable]}
        if sameness.contradictions(asked, csl):
            return csl
        told = csl | told
    return told | unknown if told else {}


def replace_notices(stored: list[notices.Stored], answers: Answers) -> list[notices.Stored]:
    """Replace the notices of the registries that know the work."""
    answered = {variable: record for variable, record in answers.items() if record}
    told = {NOTICES_OF[variable].value for variable in answered}
    kept = [notice for notice in stored if notice["source"] not in told]
    return kept + [notice for record in answered.values() for notice in record.notices]


@transaction.atomic
def take_over(reference: Reference, *, variables: Collection[str]) -> Reference:
    """Write these variables as the registry has them, and save.

    Raises ValidationError for an identifier that another source has.
    """
    kept = Reference.objects.select_for_update().get(pk=reference.pk)
    kept.csl = comparison.taken_over(kept.csl, kept.registry, variables)
    kept.full_clean()
    kept.save()
    return kept


def due(now: datetime) -> ReferenceQuerySet:
    """The sources to ask about: those never asked come first, then those asked longest ago.

    A known work is asked about again after 30 days, an unknown one after a day. Sources of one
    moment, such as those never asked, come in a random order, so that a few whose check always
    fails don't keep the others waiting.
    """
    stale = Q(checked_at=None) | Q(checked_at__lte=now - KNOWN_FOR)
    stale |= Q(verification=Verification.NOT_FOUND, checked_at__lte=now - UNKNOWN_FOR)
    checkable = ~Q(doi="") | ~Q(pmid="")
    return Reference.objects.filter(stale, checkable).order_by(
        F("checked_at").asc(nulls_first=True), "?"
    )


def check_due(*, registries: Collection[Registry], now: datetime) -> int:
    """Check the sources that are due, a hundred at most. Returns how many were checked.

    Stops if looking up is off or the registries are busy, and after five failures.
    """
    checked = failures = 0
    for reference in due(now)[:MOST_A_ROUND]:
        try:
            check(reference, registries=registries, now=now)
            checked += 1
        except Reference.DoesNotExist:
            continue
        except (LookupOff, TooBusy, AnotherUnderWay):
            break
        except LookupFailed as failure:
            failures += 1
            logger.warning("Source %s was not checked: %s", reference.pk, type(failure).__name__)
            if failures == MOST_FAILURES:
                break
    return checked
