"""Lists of the desk as a file for a spreadsheet, CSV or XLSX, with columns of their own."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.mixins import SpreadsheetExportMixin

# Rows in memory at once; what is loaded along with them is read once for each so many.
ROWS_AT_ONCE = 2000


class ListFile(SpreadsheetExportMixin):
    """Mixin of lists that come as a file: the rows that the screen finds, on all its pages.

    A column gives its heading and its value: words, a number, a day or a moment. Without columns
    there is no file. It stands before the view in the bases, whose permissions hold for it too.
    """

    file_columns: Sequence[Column] = ()

    @property
    def list_export(self) -> list[str]:
        return [str(column.label) for column in self.file_columns]

    def get_heading(self, _rows: Any, field: str) -> str:
        return field

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        """The values of a row by their headings. Example: {"Naam": "Mia", "Via": "Website"}."""
        values = [column.get_value(item) for column in self.file_columns]
        return dict(zip(self.list_export, map(in_words, values), strict=True))

    def as_spreadsheet(self, rows: Any, spreadsheet_format: str) -> HttpResponseBase:
        """The answer with the file, of which no more than ROWS_AT_ONCE are read at once."""
        read = self.rows_of_file(rows)
        answer: HttpResponseBase = super().as_spreadsheet(read, spreadsheet_format)
        return answer

    def rows_of_file(self, rows: Any) -> Iterator[Any]:
        return rows.iterator(ROWS_AT_ONCE) if isinstance(rows, QuerySet) else iter(rows)


def in_words(value: Any) -> Any:
    """The value as people write it, where a file would have a code. Example: "Ja" for True."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return "" if value is None else value
