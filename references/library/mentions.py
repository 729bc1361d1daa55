"""The places in stored content that name a source: citations in rich text, keys in revisions.

Pure functions. JSON may hold JSON again, as a revision keeps a StreamField in a string, so a
citation is recognised behind any number of backslashes.
"""

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.db.models import Model
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations

Row: TypeAlias = dict[str, Any]

# A tag ends where the next one begins, so that each character is read once.
TAG = re.compile(r"<a\b[^<>]*>")
CITES = re.compile(r'(?<![\w-])linktype=(?P<quote>\\*")citation(?P=quote)')
ID = re.compile(r'(?<![\w-])id=(?P<quote>\\*")(?P<id>\d{1,18})(?P=quote)')


def cited_in(text: str) -> set[int]:
    """The ids that a text cites. The text is rich text, or JSON that holds rich text."""
    tags = (tag[0] for tag in TAG.finditer(text) if CITES.search(tag[0]))
    return {int(match["id"]) for tag in tags if (match := ID.search(tag))}


def named_in(content: Row, model: type[Model], target: type[Model]) -> set[int]:
    """The ids of `target` that the content of a revision of `model` cites or has keys to."""
    return cited_in(json.dumps(content)) | set(keys_in(content, model, target))


def keys_in(row: Row, model: type[Model], target: type[Model]) -> Iterator[int]:
    """Yield the keys to `target` in a serialised row and its children."""
    for name in key_names(model, target):
        if row.get(name) is not None:
            yield row[name]
    for name in many_names(model, target):
        yield from row.get(name) or []
    for name, child in child_models(model):
        for child_row in row.get(name) or []:
            yield from keys_in(child_row, child, target)


@dataclass(frozen=True, slots=True)
class Renaming:
    """A replacement of the ids `old` by the id `new`, all of them ids of `target`."""

    target: type[Model]
    old: Collection[int]
    new: int

    def in_text(self, text: str) -> str:
        """Rename in rich text, or in JSON that holds rich text."""
        return TAG.sub(lambda tag: self.in_tag(tag[0]), text)

    def in_tag(self, tag: str) -> str:
        """Rename in one tag, if it is a citation."""
        match = ID.search(tag) if CITES.search(tag) else None
        if not match or int(match["id"]) not in self.old:
            return tag
        return f"{tag[: match.start('id')]}{self.new}{tag[match.end('id') :]}"

    def in_content(self, content: Row, model: type[Model]) -> Row:
        """Rename in the content of a revision of `model`."""
        renamed: Row = json.loads(self.in_text(json.dumps(content)))
        return self.in_row(renamed, model)

    def in_row(self, row: Row, model: type[Model]) -> Row:
        """Rename the keys in a serialised row and its children."""
        keys = {name: self.of(row[name]) for name in key_names(model, self.target) if row.get(name)}
        many = {
            name: list(dict.fromkeys(map(self.of, row[name])))
            for name in many_names(model, self.target)
            if row.get(name)
        }
        children = {
            name: self.in_children(row[name], child)
            for name, child in child_models(model)
            if row.get(name)
        }
        return row | keys | many | children

    def in_children(self, rows: list[Row], model: type[Model]) -> list[Row]:
        """Rename in child rows. If two then break a unique constraint, the first one stays."""
        kept: list[Row] = []
        taken: set[tuple[Any, ...]] = set()
        for row in rows:
            renamed = self.in_row(row, model)
            marks = self.unique_marks(renamed, model)
            if not marks & taken:
                kept.append(renamed)
                taken |= marks
        return kept

    def unique_marks(self, row: Row, model: type[Model]) -> set[tuple[Any, ...]]:
        """The values that no other row may share, for the constraints with a key to `target`."""
        keys = set(key_names(model, self.target))
        marks = {
            (*fields, *(row.get(field) for field in fields))
            for fields in unique_together(model)
            if keys & set(fields)
        }
        return {mark for mark in marks if None not in mark}

    def of(self, pk: int) -> int:
        """The id that stands for `pk` after the renaming."""
        return self.new if pk in self.old else pk


def key_names(model: type[Model], target: type[Model]) -> list[str]:
    """The names of the foreign keys of `model` to `target`."""
    return [field.name for field in model._meta.concrete_fields if field.related_model is target]


def many_names(model: type[Model], target: type[Model]) -> list[str]:
    """The names of the many-to-many fields of `model` to `target`."""
    return [
        field.name for field in get_all_child_m2m_relations(model) if field.related_model is target
    ]


def child_models(model: type[Model]) -> list[tuple[str, type[Model]]]:
    """The child relations that are saved, and kept in a revision, with the object itself."""
    return [
        (relation.get_accessor_name(), relation.related_model)
        for relation in get_all_child_relations(model)
    ]


def unique_together(model: type[Model]) -> list[tuple[str, ...]]:
    """The fields of each unconditional unique constraint."""
    constraints = [constraint.fields for constraint in model._meta.total_unique_constraints]
    return [tuple(fields) for fields in (*constraints, *model._meta.unique_together)]
