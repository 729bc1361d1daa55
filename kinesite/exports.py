"""Spreadsheets that staff download from a list or report."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.views.mixins import SpreadsheetExportMixin

CSV, XLSX = SpreadsheetExportMixin.FORMAT_CSV, SpreadsheetExportMixin.FORMAT_XLSX
_setup = SpreadsheetExportMixin.setup


def mend_spreadsheets() -> None:
    """Let lists and reports write the clinic's times, and no file of empty lines.

    Wagtail's moments are in UTC, and each of its lists takes `?export=csv`, with columns or not.
    """
    SpreadsheetExportMixin.custom_value_preprocess[datetime] = {CSV: as_text, XLSX: on_the_clock}
    SpreadsheetExportMixin.setup = setup_with_columns


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
