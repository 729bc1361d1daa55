"""Where references are named: in what is online, and in drafts that may still come online.

What only an older revision names does not count: who goes back to it finds the label as plain text.
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
    """A page, or another record, that names a reference; `is_draft` where no reader sees it."""

    instance: Model
    is_draft: bool

    def __str__(self) -> str:
        template = gettext("“%(name)s” (draft)") if self.is_draft else gettext("“%(name)s”")
        return template % {"name": self.instance}


def refuse_cited(references: Collection[Reference], **kwargs: Any) -> None:
    """Raise StillCited when something names one of these. Receiver of `before_deleting`."""
    if found := places(references):
        raise StillCited(found)


def places(references: Collection[Reference]) -> list[Place]:
    """Each page once, by name. The queries do not grow with their number."""
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
    """With those of works that were merged into them: an old text may still name one."""
    return {pk for reference in references for pk in (reference.pk, *reference.former_ids)}


def live(references: Collection[Reference]) -> QuerySet[Any]:
    """The rows of Wagtail's index that lead to one of these."""
    return ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(Reference),
        to_object_id__in=[str(pk) for pk in ids_of(references)],
    )


def live_keys(references: Collection[Reference]) -> Iterable[Key]:
    return live(references).values_list("base_content_type_id", "object_id").distinct()


def draft_keys(references: Collection[Reference]) -> Iterator[Key]:
    for revision in naming(references, Revision.objects.filter(pk__in=current_revisions())):
        yield revision.base_content_type_id, revision.object_id


def current_revisions() -> list[int]:
    """Of each object the newest one, and what is scheduled or waits for somebody's judgement."""
    newest = Revision.objects.order_by(
        "base_content_type_id", "object_id", "-created_at", "-pk"
    ).distinct("base_content_type_id", "object_id")
    waiting = Revision.objects.filter(
        Q(approved_go_live_at__isnull=False) | Q(task_states__status=TaskState.STATUS_IN_PROGRESS)
    )
    return [*newest.values_list("pk", flat=True), *waiting.values_list("pk", flat=True)]


def naming(references: Collection[Reference], revisions: QuerySet[Any]) -> Iterator[Any]:
    """Those of the revisions that name one of these references."""
    ids = ids_of(references)
    # The database leaves out most; which number is an id, only the content can tell.
    numbers = "|".join(str(pk) for pk in sorted(ids))
    candidates = revisions.alias(text=Cast("content", TextField())).filter(
        text__regex=rf"\y({numbers})\y"
    )
    for revision in candidates.iterator(chunk_size=50):
        model = model_of(revision)
        if model and ids & named_in(revision.content, model, Reference):
            yield revision


def model_of(revision: Any) -> type[Model] | None:
    """None for a model that the project no longer has."""
    return ContentType.objects.get_for_id(revision.content_type_id).model_class()


def instances(keys: Iterable[Key]) -> dict[Key, Model]:
    """One query for each kind of object."""
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
