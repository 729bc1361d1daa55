import pytest

from kinesite.demo import markdown
from kinesite.demo.markdown import Block, Citation


def read(tmp_path, body):
    path = tmp_path / "a-text.md"
    path.write_text(f'+++\ntitle = "Een titel"\n+++\n\n{body}\n', encoding="utf-8")
    return markdown.read(path)


def test_a_text_takes_its_slug_from_its_file_unless_it_states_one(tmp_path):
    assert read(tmp_path, "Tekst.").slug == "a-text"


@pytest.mark.parametrize(
    ("source", "block"),
    [
        ("## Een kop", Block("heading", ("Een kop",))),
        ("### Mag dat?\nJa, dat mag.", Block("question", ("Mag dat?", "Ja, dat mag."))),
        ("Eén zin.\nNog een.", Block("paragraph", ("Eén zin.", "Nog een."))),
        ("- een\n- twee", Block("ul", ("een", "twee"))),
        ("1. eerst\n2. dan", Block("ol", ("eerst", "dan"))),
        ("> Een zin.\n> — Iemand", Block("quote", ("Een zin.", "— Iemand"))),
        ("> [!info] Let op\n> Tekst.", Block("notice", ("[!info] Let op", "Tekst."))),
        ('![wat](beeld "bijschrift")', Block("figure", ('![wat](beeld "bijschrift")',))),
    ],
)
def test_a_block_is_known_by_how_it_begins(tmp_path, source, block):
    assert read(tmp_path, source).blocks == (block,)


def test_paragraphs_and_lists_that_stand_together_are_one_text(tmp_path):
    text = read(tmp_path, "## Kop\n\nZin.\n\n- punt\n\n## Kop twee\n\nZin.")

    assert [(kind, len(blocks)) for kind, blocks in text.grouped()] == [
        ("heading", 1),
        ("text", 2),
        ("heading", 1),
        ("text", 1),
    ]


def test_rich_text_escapes_what_is_written_and_cites_what_is_named():
    blocks = [
        Block("paragraph", ("1 < 2 & **vet** [@koes-2007], bij [Tarieven](/tarieven/).",)),
        Block("ul", ("punt",)),
    ]

    html = markdown.rich_text(blocks, cite=lambda citation: f"<a>{citation.source}</a>")

    assert html == (
        "<p>1 &lt; 2 &amp; <b>vet</b> <a>koes-2007</a>, bij"
        ' <a href="/tarieven/">Tarieven</a>.</p><ul><li>punt</li></ul>'
    )


@pytest.mark.parametrize(
    ("written", "citation"),
    [
        ("[@koes-2007]", Citation("koes-2007")),
        ("[@koes-2007, p. 1315]", Citation("koes-2007", locator="p. 1315")),
        ("[@@koes-2007]", Citation("koes-2007", narrative=True)),
        ("[@@koes-2007, tabel 2]", Citation("koes-2007", locator="tabel 2", narrative=True)),
    ],
)
def test_a_citation_may_name_a_place_and_be_part_of_the_sentence(written, citation):
    cited = []

    markdown.inline(f"Wat {written} zegt.", cite=lambda one: cited.append(one) or "")

    assert cited == [citation]
