"""Spreadsheets that staff download from reports."""

import csv
from datetime import UTC, datetime

import pytest
from django.test import Client
from wagtail.models import PageLogEntry

from tests.factories.blog import BlogPostPageFactory
from tests.factories.references import ReferenceFactory
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


RETRACTION = {"kind": "retraction", "date": "2021", "doi": "10.9999/r1", "source": "crossref"}
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", " =1+1", "\t=1+1", "＝1+1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_of_a_text_file_is_a_formula(editor: Client, text: str) -> None:
    for title in (text, f"Rug;{text}"):
        post = BlogPostPageFactory()
        post.title = title
        post.save_revision().publish()
    ReferenceFactory(csl__title=text, notices=[RETRACTION])

    for report in ("site-history", "aging-pages", "sources"):
        answer = editor.get(f"/beheer/reports/{report}/?export=csv")
        lines = b"".join(answer.streaming_content).decode().splitlines()
        # A spreadsheet in Dutch ends a cell at a semicolon, one in English at a comma.
        cells = [
            one.lstrip() for by in ",;" for line in csv.reader(lines, delimiter=by) for one in line
        ]
        assert [one for one in cells if one.startswith(tuple("=+-@＝"))] == []
        assert any(one.startswith("'") for one in cells), report


def test_a_choice_is_written_as_its_word(editor: Client) -> None:
    ReferenceFactory(notices=[RETRACTION])

    for kind in ("csv", "xlsx"):
        [names, row] = rows_of(editor.get(f"/beheer/reports/sources/?export={kind}"))
        said = dict(zip(names, row, strict=True))
        assert (said["Status"], said["Nagekeken"]) == (
            "Ingetrokken",
            "Niet te controleren",
        )
