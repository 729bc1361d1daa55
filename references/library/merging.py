"""Merging sources that are one work, everywhere that one of them is named."""

import json
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction
from django.db.models import Model, TextField
from django.db.models.fields.related import ForeignObjectRel
from django.db.models.functions import Cast
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField
from wagtail.log_actions import log
from wagtail.models import ReferenceIndex, Revision

from references.choices import Verification
from references.errors import ConflictingIdentifiers, SourceGone
from references.library import usage
from references.library.mentions import Renaming
from references.models import Reference

IDENTIFIERS = ("DOI", "PMID", "PMCID")


@transaction.atomic
def merge(
    *,
    keep: Reference,
    duplicates: Collection[Reference],
    user: User | AnonymousUser | None,
    now: datetime,
    identifiers: Mapping[str, str] | None = None,
) -> Reference:
    """Replace the duplicates by `keep` in every live row and every revision, and delete them.

    `keep` takes over what it lacks. `identifiers` gives the DOI, PMID and PMCID that stay where
    they differ. The dates of pages do not change. Raises ConflictingIdentifiers, SourceGone, and
    StillCited if something names a duplicate in a way that cannot be rewritten.
    """
    kept, *others = locked(keep, duplicates)
    chosen = choose_identifiers([kept, *others], identifiers or {})
    renaming = Renaming(Reference, usage.ids_of(others), kept.pk)
    rename_revisions(renaming, others)
    rename_live(renaming, others)
    fill(kept, others, chosen)
    for other in others:
        data = {"merged": other.pk, "title": other.title, "csl": other.csl}
        log(instance=kept, action="references.merge", user=user, timestamp=now, data=data)
        other.delete()
    kept.save()
    return kept


def locked(keep: Reference, duplicates: Collection[Reference]) -> list[Reference]:
    """Load and lock the sources, the one to keep first. Raises SourceGone.

    They are locked in the order of their ids, so that two merges cannot wait for each other.
    """
    asked = dict.fromkeys([keep.pk, *(duplicate.pk for duplicate in duplicates)])
    rows = Reference.objects.select_for_update().filter(pk__in=asked).order_by("pk")
    found = {row.pk: row for row in rows}
    if len(found) < len(asked) or len(found) < 2:
        raise SourceGone
    return [found[pk] for pk in asked]


def conflicts(works: Collection[Reference]) -> dict[str, list[str]]:
    """The values to choose from for each of DOI, PMID and PMCID that differs."""
    values = {
        variable: {value.lower(): value for work in works if (value := work.csl.get(variable, ""))}
        for variable in IDENTIFIERS
    }
    return {variable: list(found.values()) for variable, found in values.items() if len(found) > 1}


def choose_identifiers(
    works: Collection[Reference], identifiers: Mapping[str, str]
) -> dict[str, str]:
    """Check that each conflict is decided. Raises ConflictingIdentifiers."""
    differing = conflicts(works)
    undecided = [name for name, values in differing.items() if identifiers.get(name) not in values]
    if undecided:
        raise ConflictingIdentifiers(undecided)
    return {name: identifiers[name] for name in differing}


def fill(kept: Reference, others: Collection[Reference], identifiers: Mapping[str, str]) -> None:
    """Give the source to keep what it lacks from the others. Does not save."""
    csl: dict[str, Any] = {}
    for work in (kept, *others):
        csl = work.csl | csl
        kept.study_type = kept.study_type or work.study_type
        kept.finding = kept.finding or work.finding
        if work.registry and not kept.registry:
            kept.registry, kept.checked_at = work.registry, work.checked_at
    csl |= identifiers
    if csl != kept.csl and not kept.registry:  # no registry was asked about this content
        kept.verification, kept.checked_at = Verification.NEVER, None
    kept.csl = csl
    kept.former_ids = sorted(usage.ids_of([kept, *others]) - {kept.pk})
    kept.raw = "\n".join(dict.fromkeys(work.raw for work in (kept, *others) if work.raw))
    kept.notices = [notice for work in (kept, *others) for notice in work.notices]


def rename_revisions(renaming: Renaming, others: Collection[Reference]) -> None:
    """Rename in all revisions, so that going back to an old version keeps its sources."""
    for revision in usage.naming(others, Revision.objects.select_for_update()):
        model = usage.model_of(revision)
        if model:
            content = renaming.in_content(revision.content, model)
            Revision.objects.filter(pk=revision.pk).update(content=content)


def rename_live(renaming: Renaming, others: Collection[Reference]) -> None:
    """Rename in what is live, and update Wagtail's reference index.

    This bypasses `save()`: nothing was edited, so no date, signal or revision may say that it was.
    """
    objects = list(
        usage.live(others)
        .order_by("content_type_id", "object_id")
        .values_list("content_type_id", "object_id")
        .distinct()
    )
    for type_id, pk in objects:
        if model := ContentType.objects.get_for_id(type_id).model_class():
            rename_texts(renaming, model, pk)
    for relation in relations_to(renaming.target):
        rename_keys(renaming, relation)
    for type_id, pk in objects:
        if model := ContentType.objects.get_for_id(type_id).model_class():
            ReferenceIndex.create_or_update_for_object(model._base_manager.get(pk=pk))


def rename_texts(renaming: Renaming, model: type[Model], pk: Any) -> None:
    """Rename in the rich text and the streams of an object and its children."""
    row = model._base_manager.filter(pk=pk)
    for field in model._meta.concrete_fields:
        if hasattr(field, "extract_references"):
            stored = row.select_for_update().values_list(Cast(field.name, TextField())).get()[0]
            renamed = renaming.in_text(stored or "")
            if renamed != (stored or ""):
                is_stream = isinstance(field, StreamField)
                row.update(**{field.name: json.loads(renamed) if is_stream else renamed})
    for relation in get_all_child_relations(model):
        children = relation.related_model._base_manager.filter(**{relation.field.name: pk})
        for child_pk in children.values_list("pk", flat=True):
            rename_texts(renaming, relation.related_model, child_pk)


def relations_to(target: type[Model]) -> Iterator[ForeignObjectRel]:
    """Yield the relations of all foreign keys to `target`, also those of many-to-many tables."""
    for field in target._meta.get_fields(include_hidden=True):
        if isinstance(field, ForeignObjectRel) and (field.one_to_many or field.one_to_one):
            yield field


def rename_keys(renaming: Renaming, relation: ForeignObjectRel) -> None:
    """Rename in the rows of one foreign key.

    A row that would then be double, as on a page that lists both works, is deleted.
    """
    model, name = relation.related_model, relation.field.name
    for row in model._base_manager.filter(**{f"{name}__in": renaming.old}).order_by("pk"):
        same = model._base_manager.filter(pk=row.pk)
        try:
            with transaction.atomic():
                same.update(**{name: renaming.new})
        except IntegrityError:
            same.delete()
