"""Spreadsheets that staff download from reports."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from wagtail.models import PageLogEntry

from tests.factories.blog import BlogPostPageFactory
from tests.factories.users import UserFactory
from tests.site.spreadsheets import rows_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(UserFactory(groups=["Redactie"]))
    return client


@pytest.mark.parametrize(
    "report", ["sources", "locked", "workflow", "workflow_tasks", "site-history", "aging-pages"]
)
def test_the_columns_of_a_spreadsheet_have_dutch_names(editor: Client, report: str) -> None:
    [names, *_rows] = rows_of(editor.get(f"/beheer/reports/{report}/?export=csv"))

    assert [name for name in names if "_" in name or name in ("title", "task", "workflow")] == []


def test_a_spreadsheet_has_the_times_of_the_clinic(editor: Client) -> None:
    article = BlogPostPageFactory()
    article.save_revision().publish()
    PageLogEntry.objects.update(timestamp=datetime(2027, 7, 1, 7, 30, tzinfo=UTC))

    as_text = rows_of(editor.get("/beheer/reports/site-history/?export=csv"))
    as_sheet = rows_of(editor.get("/beheer/reports/site-history/?export=xlsx"))

    assert as_text[1][-1] == "2027-07-01 09:30"
    assert as_sheet[1][5] == datetime(2027, 7, 1, 9, 30)  # noqa: DTZ001  Excel's have no zone
