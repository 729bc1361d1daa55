"""Spreadsheets that staff download from a list or report."""

import re
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.views.mixins import SpreadsheetExportMixin

CSV, XLSX = SpreadsheetExportMixin.FORMAT_CSV, SpreadsheetExportMixin.FORMAT_XLSX
# The wide signs are those of East Asian keyboards, which a spreadsheet takes for the same.
BEGINS_A_FORMULA = re.compile(r"(^|[;\t\r\n])(\s*[=+\-@＝＋－＠])")
_setup = SpreadsheetExportMixin.setup
_to_row_dict = SpreadsheetExportMixin.to_row_dict
_preprocess_field_value = SpreadsheetExportMixin.preprocess_field_value


def mend_spreadsheets() -> None:
    """Let lists and reports write what their screens say, and nothing that a program would run.

    Wagtail's moments are in UTC, its choices are as stored, only its XLSX guards against formulas,
    and each of its lists takes `?export=csv`, with columns or not.
    """
    SpreadsheetExportMixin.custom_value_preprocess[datetime] = {CSV: as_text, XLSX: on_the_clock}
    SpreadsheetExportMixin.setup = setup_with_columns
    SpreadsheetExportMixin.to_row_dict = row_in_words
    SpreadsheetExportMixin.preprocess_field_value = cell


def as_text(moment: datetime) -> str:
    """The moment for a text file. Example: "2026-07-01 09:30" for 7:30 UTC."""
    return f"{timezone.localtime(moment, timezone.get_default_timezone()):%Y-%m-%d %H:%M}"


def on_the_clock(moment: datetime) -> datetime:
    """The moment without a zone, for Excel, which knows none."""
    return timezone.make_naive(moment, timezone.get_default_timezone())


def setup_with_columns(view: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
    """Set up a view that is downloaded only where its screen has the buttons for that."""
    _setup(view, request, *args, **kwargs)
    view.is_export = view.is_export and view.show_export_buttons


def row_in_words(view: Any, item: Any) -> dict[str, Any]:
    """The values of a row by field, a choice in words. Example: "Ingetrokken" of "retracted"."""
    row: dict[str, Any] = _to_row_dict(view, item)
    if isinstance(item, Model):
        for field in row:
            if in_words := getattr(item, f"get_{field}_display", None):
                row[field] = in_words()
    return row


def cell(view: Any, field: str, value: Any, kind: str) -> Any:
    """The value of a cell; in a CSV without what a spreadsheet would run."""
    written = _preprocess_field_value(view, field, value, kind)
    return no_formula(written) if kind == CSV and isinstance(written, str) else written


def no_formula(text: str) -> str:
    """Mark as text what a spreadsheet takes for a formula. Example: "=1+1" becomes "'=1+1".

    Also after a semicolon, at which a Dutch Excel ends a cell of any CSV.
    """
    return BEGINS_A_FORMULA.sub(r"\1'\2", text)
