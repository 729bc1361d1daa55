"""The use of sources: in what is online, and in drafts that may still come online.

A source that only an older revision names is not in use: whoever goes back to that revision finds
the label as plain text.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext
from wagtail.models import ReferenceIndex, Revision, TaskState

from references.errors import StillCited
from references.library.mentions import named_in
from references.models import Reference

# The content type that all versions of the object share, and its primary key.
Key: TypeAlias = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Place:
    """A page or another record that names a source; `is_draft` if no reader sees it."""

    instance: Model
    is_draft: bool

    def __str__(self) -> str:
        template = gettext("“%(name)s” (draft)") if self.is_draft else gettext("“%(name)s”")
        return template % {"name": self.instance}


def refuse_cited(references: Collection[Reference], **kwargs: Any) -> None:
    """Raise StillCited if something names one of these. Receives `before_deleting`."""
    if found := places(references):
        raise StillCited(found)


def places(references: Collection[Reference]) -> list[Place]:
    """List each page or record that names one of these once, sorted by name.

    The number of queries does not grow with the number of places.
    """
    if not references:
        return []
    on_line, drafts = set(live_keys(references)), set(draft_keys(references))
    found = instances(on_line | drafts)
    named = [
        Place(found[key], key not in on_line or not getattr(found[key], "live", True))
        for key in found
    ]
    return sorted(named, key=lambda place: (str(place.instance).casefold(), place.instance.pk))


def ids_of(references: Collection[Reference]) -> set[int]:
    """The ids of sources and of those merged into them, which an old text may still name."""
    return {pk for reference in references for pk in (reference.pk, *reference.former_ids)}


def live(references: Collection[Reference]) -> QuerySet[Any]:
    """The rows of Wagtail's reference index that lead to one of these."""
    return ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(Reference),
        to_object_id__in=[str(pk) for pk in ids_of(references)],
    )


def live_keys(references: Collection[Reference]) -> Iterable[Key]:
    """The keys of the objects that name one of these online."""
    return live(references).values_list("base_content_type_id", "object_id").distinct()


def draft_keys(references: Collection[Reference]) -> Iterator[Key]:
    """Yield the keys of the objects with a current revision that names one of these."""
    for revision in naming(references, Revision.objects.filter(pk__in=current_revisions())):
        yield revision.base_content_type_id, revision.object_id


def current_revisions() -> list[int]:
    """The ids of revisions that may come online.

    Those are the newest one of each object, and those that are scheduled or wait for approval.
    """
    newest = Revision.objects.order_by(
        "base_content_type_id", "object_id", "-created_at", "-pk"
    ).distinct("base_content_type_id", "object_id")
    waiting = Revision.objects.filter(
        Q(approved_go_live_at__isnull=False) | Q(task_states__status=TaskState.STATUS_IN_PROGRESS)
    )
    return [*newest.values_list("pk", flat=True), *waiting.values_list("pk", flat=True)]


def naming(references: Collection[Reference], revisions: QuerySet[Any]) -> Iterator[Any]:
    """Yield the revisions that name one of these sources."""
    ids = ids_of(references)
    # The database leaves out most revisions; only the content tells which numbers are ids.
    numbers = "|".join(str(pk) for pk in sorted(ids))
    candidates = revisions.alias(text=Cast("content", TextField())).filter(
        text__regex=rf"\y({numbers})\y"
    )
    for revision in candidates.iterator(chunk_size=50):
        model = model_of(revision)
        if model and ids & named_in(revision.content, model, Reference):
            yield revision


def model_of(revision: Any) -> type[Model] | None:
    """The model of a revision; None if the project no longer has it."""
    return ContentType.objects.get_for_id(revision.content_type_id).model_class()


def instances(keys: Iterable[Key]) -> dict[Key, Model]:
    """Load the objects of these keys. One query per model."""
    by_type: dict[int, list[str]] = defaultdict(list)
    for type_id, pk in keys:
        by_type[type_id].append(pk)
    found: dict[Key, Model] = {}
    for type_id, pks in by_type.items():
        model = ContentType.objects.get_for_id(type_id).model_class()
        if model:
            objects = model._base_manager.in_bulk(pks)
            found |= {(type_id, str(pk)): instance for pk, instance in objects.items()}
    return found
