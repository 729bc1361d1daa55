"""The file of Retraction Watch. Its rows here are invented."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from references.checking import retractions
from references.choices import Standing
from references.models import Reference
from tests.factories.references import ReferenceFactory

pytestmark = pytest.mark.django_db

HEAD = [
    *("Record ID", "Title", "RetractionDate", "RetractionDOI", "OriginalPaperDOI"),
    *("OriginalPaperPubMedID", "RetractionNature", "Reason"),
]
RETRACTED = {
    "Record ID": "1",
    "Title": "A title, with a comma",
    "RetractionDate": "3/4/2021 0:00",
    "RetractionDOI": "10.9999/R1",
    "OriginalPaperDOI": "10.9999/Walking.1",
    "OriginalPaperPubMedID": "0",
    "RetractionNature": "Retraction",
    "Reason": "+Concerns;+Data;",
}


def written(*rows: dict[str, str]) -> str:
    file = io.StringIO()
    writer = csv.DictWriter(file, HEAD)
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def imported(*rows: dict[str, str]) -> retractions.Summary:
    return retractions.import_file(io.StringIO(written(*rows)))


def standings() -> dict[str, str]:
    return dict(Reference.objects.values_list("doi", "standing"))


def test_a_work_is_found_by_its_doi_in_any_case_and_gets_the_notice():
    reference = ReferenceFactory(csl__DOI="10.9999/WALKING.1")

    summary = imported(RETRACTED)

    reference.refresh_from_db()
    assert reference.standing == Standing.RETRACTED
    assert reference.notices == [
        {
            "kind": "retraction",
            "date": "2021-03-04",
            "doi": "10.9999/r1",
            "source": "retraction-watch",
        }
    ]
    assert summary == retractions.Summary(rows=1, matched=1, changed=1, unnamed=[])


def test_a_work_is_found_by_its_pmid():
    ReferenceFactory(csl__PMID="90000001")

    imported(RETRACTED | {"OriginalPaperDOI": "unavailable", "OriginalPaperPubMedID": "90000001"})

    assert standings() == {"": Standing.RETRACTED}


@pytest.mark.parametrize("filler", ["unavailable", "Unavailable", "0", "", "n/a"])
def test_fillers_name_no_work(filler: str):
    ReferenceFactory()

    summary = imported(RETRACTED | {"OriginalPaperDOI": filler, "OriginalPaperPubMedID": filler})

    assert summary.matched == 0


@pytest.mark.parametrize(
    ("nature", "standing"),
    [
        ("Retraction", Standing.RETRACTED),
        ("Expression of concern", Standing.CONCERN),
        ("Correction", Standing.CORRECTED),
        ("Reinstatement", ""),
    ],
)
def test_each_nature_has_its_own_standing(nature: str, standing: str):
    ReferenceFactory(csl__DOI="10.9999/walking.1")

    imported(RETRACTED | {"RetractionNature": nature})

    assert standings() == {"10.9999/walking.1": standing}


def test_rows_about_one_work_are_weighed_together():
    ReferenceFactory(csl__DOI="10.9999/walking.1")

    imported(
        RETRACTED,
        RETRACTED | {"RetractionNature": "Correction", "RetractionDate": "1/2/2023 0:00"},
        RETRACTED | {"RetractionNature": "Reinstatement", "RetractionDate": "12/31/2021 0:00"},
    )

    assert standings() == {"10.9999/walking.1": Standing.CORRECTED}


def test_the_same_file_again_changes_nothing():
    ReferenceFactory(csl__DOI="10.9999/walking.1")
    imported(RETRACTED)

    again = imported(RETRACTED)

    assert (again.matched, again.changed) == (1, 0)
    assert len(Reference.objects.get().notices) == 1


def test_what_the_registries_told_stays_beside_it():
    told = {"kind": "correction", "date": "2022", "doi": "", "source": "crossref"}
    ReferenceFactory(csl__DOI="10.9999/walking.1", notices=[told])

    imported(RETRACTED)

    assert [one["source"] for one in Reference.objects.get().notices] == [
        "retraction-watch",
        "crossref",
    ]


def test_a_work_that_a_later_file_does_not_name_keeps_its_notice_and_is_reported():
    reference = ReferenceFactory(csl__DOI="10.9999/walking.1")
    imported(RETRACTED)

    summary = imported(RETRACTED | {"OriginalPaperDOI": "10.9999/other"})

    assert summary.unnamed == [reference.pk]
    assert standings() == {"10.9999/walking.1": Standing.RETRACTED}


def test_many_works_cost_as_many_queries_as_one(django_assert_num_queries: Any):
    dois = [f"10.9999/{number}" for number in range(30)]
    for doi in dois:
        ReferenceFactory(csl__DOI=doi)

    with django_assert_num_queries(5):  # two of them are the savepoint
        imported(*(RETRACTED | {"OriginalPaperDOI": doi} for doi in dois))

    assert set(standings().values()) == {Standing.RETRACTED}


def test_the_command_reads_a_file_with_a_byte_order_mark(tmp_path: Path, capsys: Any):
    ReferenceFactory(csl__DOI="10.9999/walking.1")
    path = tmp_path / "retractions.csv"
    path.write_text(written(RETRACTED), encoding="utf-8-sig")

    call_command("import_retractions", str(path))

    assert capsys.readouterr().out == "1 notices read, 1 sources named, 1 changed.\n"


@pytest.mark.parametrize(
    "content",
    [b"", b"%PDF-1.7\n", b"Title;DOI\n", b'"' + b"x" * 200_000],
    ids=["empty", "a PDF", "other columns", "a quote without end"],
)
def test_another_file_is_refused_in_words(tmp_path: Path, content: bytes):
    path = tmp_path / "retractions.csv"
    path.write_bytes(content)

    with pytest.raises(CommandError):
        call_command("import_retractions", str(path))


def test_a_file_that_is_not_there_is_refused_in_words(tmp_path: Path):
    with pytest.raises(CommandError):
        call_command("import_retractions", str(tmp_path / "none.csv"))


def test_a_row_that_is_cut_off_does_no_harm():
    ReferenceFactory(csl__DOI="10.9999/walking.1")
    cut_off = written(RETRACTED, RETRACTED)[:-40]

    assert retractions.import_file(io.StringIO(cut_off)).changed == 1


def test_a_notice_that_is_not_understood_silences_no_other():
    ReferenceFactory(csl__DOI="10.9999/walking.1")
    imported(RETRACTED)

    summary = imported(RETRACTED | {"RetractionNature": "Retr"})

    assert standings() == {"10.9999/walking.1": Standing.RETRACTED}
    assert summary.unnamed == [Reference.objects.get().pk]
