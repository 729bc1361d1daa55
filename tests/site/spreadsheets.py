"""Reading a downloaded spreadsheet."""

import csv
import io
from typing import Any

from openpyxl import load_workbook


def rows_of(answer: Any) -> list[list[Any]]:
    """The lines of a file of either kind, names of the columns first."""
    content = b"".join(answer.streaming_content)
    if answer["Content-Type"].startswith("text/csv"):
        return list(csv.reader(io.StringIO(content.decode())))
    return [list(row) for row in load_workbook(io.BytesIO(content)).active.values]
