"""Spreadsheets that staff download from reports."""

import csv
import io
from datetime import UTC, datetime

import pytest
from django.test import Client
from openpyxl import load_workbook
from wagtail.models import PageLogEntry

from tests.factories.blog import BlogPostPageFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(UserFactory(groups=["Redactie"]))
    return client


@pytest.mark.parametrize(
    "report", ["sources", "locked", "workflow", "workflow_tasks", "site-history", "aging-pages"]
)
def test_the_columns_of_a_spreadsheet_have_dutch_names(editor: Client, report: str) -> None:
    sheet = editor.get(f"/beheer/reports/{report}/?export=csv")
    [names, *_rows] = csv.reader(io.StringIO(b"".join(sheet.streaming_content).decode()))

    assert [name for name in names if "_" in name or name in ("title", "task", "workflow")] == []


def test_a_spreadsheet_has_the_times_of_the_clinic(editor: Client) -> None:
    article = BlogPostPageFactory()
    article.save_revision().publish()
    PageLogEntry.objects.update(timestamp=datetime(2027, 7, 1, 7, 30, tzinfo=UTC))

    as_text = editor.get("/beheer/reports/site-history/?export=csv")
    as_sheet = editor.get("/beheer/reports/site-history/?export=xlsx")

    [_names, first, *_rows] = csv.reader(io.StringIO(b"".join(as_text.streaming_content).decode()))
    book = load_workbook(io.BytesIO(b"".join(as_sheet.streaming_content)))
    assert first[-1] == "2027-07-01 09:30"
    assert book.active.cell(2, 6).value == datetime(2027, 7, 1, 9, 30)  # noqa: DTZ001  Excel's have no zone
