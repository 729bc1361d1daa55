"""Constraints that several models share."""

from django.db import models
from django.db.models import Q


def set_exactly_when(field: str, status: str, *, name: str) -> models.CheckConstraint:
    """A constraint that `field` has a value in that status, and in no other."""
    is_so = Q(status=status, **{f"{field}__isnull": False})
    return models.CheckConstraint(
        condition=is_so | ~Q(status=status) & Q(**{field: None}), name=name
    )
