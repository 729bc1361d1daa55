"""Constraints that several models share."""

from collections.abc import Iterable

from django.db import models
from django.db.models import Q

# Fields that name the subject of a mail: it has one of them, or none.
TOPICS = ("appointment", "series", "entry", "offer", "substitution", "sheets_from")


def set_exactly_when(field: str, status: str, *, name: str) -> models.CheckConstraint:
    """A constraint that `field` has a value in that status, and in no other."""
    is_so = Q(status=status, **{f"{field}__isnull": False})
    return models.CheckConstraint(
        condition=is_so | ~Q(status=status) & Q(**{field: None}), name=name
    )


def tells_of(topic: str | None, kinds: Iterable[str]) -> Q:
    """The condition that a mail is of one of these kinds and names that topic and no other."""
    named = {f"{name}__isnull": name != topic for name in TOPICS}
    return Q(kind__in=list(kinds), **named)
