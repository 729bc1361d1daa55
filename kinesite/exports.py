"""Spreadsheets that staff download from a report."""

from datetime import datetime

from django.utils import timezone
from wagtail.admin.views.mixins import SpreadsheetExportMixin

CSV, XLSX = SpreadsheetExportMixin.FORMAT_CSV, SpreadsheetExportMixin.FORMAT_XLSX


def write_times_of_the_clinic() -> None:
    """Let every report write moments as the clinic's clock had them; Wagtail's are in UTC."""
    SpreadsheetExportMixin.custom_value_preprocess[datetime] = {CSV: as_text, XLSX: on_the_clock}


def as_text(moment: datetime) -> str:
    """The moment for a text file. Example: "2026-07-01 09:30" for 7:30 UTC."""
    return f"{timezone.localtime(moment, timezone.get_default_timezone()):%Y-%m-%d %H:%M}"


def on_the_clock(moment: datetime) -> datetime:
    """The moment without a zone, for Excel, which knows none."""
    return timezone.make_naive(moment, timezone.get_default_timezone())
