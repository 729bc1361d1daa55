"""Checking works with the registries, and taking over what they say."""

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

# How long an answer holds.
KNOWN_FOR = timedelta(days=30)
UNKNOWN_FOR = timedelta(days=1)
MOST_A_ROUND = 100
MOST_FAILURES = 5
# Whose notices a look-up by this variable replaces.
NOTICES_OF = {"DOI": notices.Source.CROSSREF, "PMID": notices.Source.PUBMED}

# CSL variable -> what the registry said of that identifier
Answers = dict[str, Record | None]


def check(reference: Reference, *, registries: Iterable[Registry], now: datetime) -> Reference:
    """Ask about each identifier, and keep what was answered with the work as it is by then.

    Raises LookupFailed, and then what was known before stays; Reference.DoesNotExist when it was
    deleted in the meantime.
    """
    asked = reference.csl
    answers = {
        registry.variable: registry.look_up(asked[registry.variable])
        for registry in registries
        if asked.get(registry.variable)
    }
    return keep(reference, asked, answers, now)


@transaction.atomic
def keep(reference: Reference, asked: Csl, answers: Answers, now: datetime) -> Reference:
    """An editor may have saved it while the registries were thinking."""
    kept = Reference.objects.select_for_update().get(pk=reference.pk)
    if answers:
        kept.checked_at = now
        kept.registry = together(asked, answers)
        kept.verification = Verification.NOT_FOUND.value
        kept.notices = renewed(kept.notices, answers)
        kept.tidy()
    if not kept.study_type and kept.verification == Verification.VERIFIED:
        types = [kind for record in answers.values() if record for kind in record.publication_types]
        kept.study_type = study_types.from_pubmed(types)
    kept.save()
    return kept


def together(asked: Csl, answers: Answers) -> Csl:
    """One record out of what the registries know; the one that contradicts ours, if one does.

    {} when none knows the work. An identifier that is not known stands in it as "".
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


def renewed(stored: list[notices.Stored], answers: Answers) -> list[notices.Stored]:
    answered = {variable: record for variable, record in answers.items() if record}
    told = {NOTICES_OF[variable].value for variable in answered}
    kept = [notice for notice in stored if notice["source"] not in told]
    return kept + [notice for record in answered.values() for notice in record.notices]


@transaction.atomic
def take_over(reference: Reference, *, variables: Collection[str]) -> Reference:
    """Write these variables as the registry has them. Raises ValidationError for an identifier
    that another work has."""
    kept = Reference.objects.select_for_update().get(pk=reference.pk)
    kept.csl = comparison.taken_over(kept.csl, kept.registry, variables)
    kept.full_clean()
    kept.save()
    return kept


def due(now: datetime) -> ReferenceQuerySet:
    """Works to ask about, never asked first; in no order of their own, lest one that always
    fails keeps the others waiting."""
    stale = Q(checked_at=None) | Q(checked_at__lte=now - KNOWN_FOR)
    stale |= Q(verification=Verification.NOT_FOUND, checked_at__lte=now - UNKNOWN_FOR)
    checkable = ~Q(doi="") | ~Q(pmid="")
    return Reference.objects.filter(stale, checkable).order_by(
        F("checked_at").asc(nulls_first=True), "?"
    )


def check_due(*, registries: Collection[Registry], now: datetime) -> int:
    """How many were checked. Stops when looking up is off, or fails again and again."""
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
