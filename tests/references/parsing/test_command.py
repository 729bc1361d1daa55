"""`manage.py parse_references`, as other programs and the owner run it."""

import io
import json
import sys

import pytest
from django.core.management import CommandError, call_command

LINE = (
    "Jansen PA, de Vries B. Bending knees: what helps. J Invented Rehabil. 2019 Jun;49(6):425-436. "
    "doi: 10.5555/jir.2019.0825. PMID: 39999999."
)
TEXT = f"Bronnen\n1. {LINE}\nFoto: Pexels\n"


def run(capsys, *arguments: str) -> str:
    call_command("parse_references", *arguments)
    return capsys.readouterr().out


def test_a_file_is_printed_as_json(tmp_path, capsys):
    file = tmp_path / "bronnen.txt"
    file.write_text(TEXT)

    printed = json.loads(run(capsys, str(file), "--json"))

    assert printed == {
        "references": [
            {
                "raw": f"1. {LINE}",
                "csl": {
                    "type": "article-journal",
                    "author": [
                        {"family": "Jansen", "given": "P. A."},
                        {"family": "de Vries", "given": "B."},
                    ],
                    "title": "Bending knees: what helps",
                    "container-title": "J Invented Rehabil",
                    "issued": {"date-parts": [[2019, 6]]},
                    "volume": "49",
                    "issue": "6",
                    "page": "425-436",
                    "DOI": "10.5555/jir.2019.0825",
                    "PMID": "39999999",
                },
                "warnings": [],
                "suggestions": {},
            }
        ],
        "set_aside": [
            {"raw": "Bronnen", "reason": "Dit is een titel boven de lijst."},
            {"raw": "Foto: Pexels", "reason": "Dit gaat over een afbeelding."},
        ],
    }


def test_the_standard_input_is_read_in_any_encoding(monkeypatch, capsys):
    line = LINE.replace("Jansen", "Battié")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(line.encode("cp1252"))))

    printed = json.loads(run(capsys, "-", "--json"))

    assert printed["references"][0]["csl"]["author"][0]["family"] == "Battié"


def test_other_formats_are_read_too(tmp_path, capsys):
    file = tmp_path / "bronnen.bib"
    file.write_text("@article{a, title={Bending knees}, author={Jansen, P.}, year={2019}}")

    printed = json.loads(run(capsys, str(file), "--json"))

    assert [entry["csl"]["title"] for entry in printed["references"]] == ["Bending knees"]


def test_without_json_a_person_can_read_it(tmp_path, capsys):
    file = tmp_path / "bronnen.txt"
    file.write_text(TEXT)

    assert run(capsys, str(file)).splitlines() == [
        "Bending knees: what helps (2019)",
        "  Jansen; de Vries",
        "  J Invented Rehabil, volume 49, issue 6, page 425-436",
        "  DOI 10.5555/jir.2019.0825, PMID 39999999",
        "Set aside:",
        "  Bronnen (Dit is een titel boven de lijst.)",
        "  Foto: Pexels (Dit gaat over een afbeelding.)",
    ]


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("parse_references", str(tmp_path / "nothing.txt"))
