"""Versions of a page beside each other, in words where Wagtail writes "False" and 2026-11-30."""

from datetime import date
from typing import Any

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.admin.compare import FieldComparison, register_comparison_class


class ComparisonInWords(FieldComparison):
    """The values of a field as people write them."""

    def __init__(self, field: Any, obj_a: Any, obj_b: Any) -> None:
        super().__init__(field, obj_a, obj_b)
        self.val_a = in_words(field.value_from_object(obj_a))
        self.val_b = in_words(field.value_from_object(obj_b))


def in_words(value: Any) -> Any:
    """Write a tick or a day out; leaves anything else as it is."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return date_format(value, "j F Y") if isinstance(value, date) else value


def compare_in_words() -> None:
    """Let Wagtail compare ticks and days so."""
    for field in (models.BooleanField, models.DateField):
        register_comparison_class(field, comparison_class=ComparisonInWords)
