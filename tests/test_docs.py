"""What the documents name exists: files, constraints, tests, commands, words of the screens."""

import gettext
import re
from functools import cache
from pathlib import Path

import pytest
import wagtail
from django.apps import apps
from django.conf import settings
from django.utils.translation import override

ROOT = settings.BASE_DIR
APPS = ("kinesite", "blog", "booking", "references")
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
HANDBOOKS = ("docs/editors.md", "docs/reception.md", "docs/sources.md")
LINK = re.compile(r"\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)")
EXCERPT = re.compile(r"^```python\n(.*?)\n```$", re.MULTILINE | re.DOTALL)
FOLDERS = "|".join((*APPS, "templates", "static", "tests", "locale"))
OUR_PATH = re.compile(rf"`((?:{FOLDERS})/[\w/.-]*)`")

every_document = pytest.mark.parametrize(
    "document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT))
)


def read(name: str | Path) -> str:
    return (ROOT / name).read_text()


def without_indents(code: str) -> str:
    return "\n".join(line.strip() for line in code.splitlines())


def headings(text: str) -> set[str]:
    """As a web page of the repository names them."""
    found = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in found}


@cache
def names_of_tests() -> set[str]:
    text = "\n".join(path.read_text() for path in ROOT.glob("tests/**/test_*.py"))
    return set(re.findall(r"^def (test_\w+)", text, re.MULTILINE))


@every_document
def test_a_link_leads_to_a_page_and_its_heading(document):
    broken = []
    for path, heading in LINK.findall(document.read_text()):
        target = document.parent / path if path else document
        if not target.exists() or (heading and heading not in headings(target.read_text())):
            broken.append(f"{path}#{heading}")

    assert broken == []


@every_document
def test_a_path_is_there(document):
    paths = OUR_PATH.findall(document.read_text())

    assert [path for path in paths if not (ROOT / path).exists()] == []


@every_document
def test_a_command_of_make_is_there(document):
    targets = set(re.findall(r"^([a-z]+):.*##", read("Makefile"), re.MULTILINE))

    named = set(re.findall(r"(?:`|^|=\d+ )make ([a-z]+)", document.read_text(), re.MULTILINE))

    assert named - targets == set()


@every_document
def test_a_test_is_there(document):
    names = set(re.findall(r"`(test_\w+)`", document.read_text()))

    assert names - names_of_tests() == set()


def test_the_list_of_invariants_names_every_constraint_of_ours():
    constraints = {
        constraint.name
        for app in APPS
        for model in apps.get_app_config(app).get_models()
        for constraint in model._meta.constraints
    }
    table = read("docs/subjects/invariants.md")
    rows = re.findall(r"^\|[^|]+\|([^|]+)\|[^|]*`test_", table, re.MULTILINE)

    named = set(re.findall(r"`(\w+)`", "".join(rows)))

    # Wagtail asks for that one; no rule of the practice.
    assert named == constraints - {"one_rendition_per_filter"}


def test_operations_explain_every_variable():
    table = read("docs/operations.md").partition("## Variables")[2].partition("\n## ")[0]
    listed = set(re.findall(r"^#?([A-Z_]+)=", read(".env.example"), re.MULTILINE))

    explained = set()
    for first_column in re.findall(r"^\|([^|]+)\|", table, re.MULTILINE):
        explained.update(re.findall(r"`([A-Z_]+)`", first_column))

    assert explained == listed


def test_an_excerpt_of_the_tour_stands_in_the_file_named_above_it():
    tour = read("docs/tour.md")
    astray, excerpts = [], list(EXCERPT.finditer(tour))
    for excerpt in excerpts:
        path = OUR_PATH.findall(tour[: excerpt.start()])[-1]
        code = without_indents(read(path))
        parts = map(without_indents, excerpt[1].split("\n...\n"))
        astray += [(path, part) for part in parts if part not in code]

    assert len(excerpts) >= 10
    assert astray == []


def test_the_architecture_is_a_page_that_one_reads_at_once():
    assert len(read("docs/architecture.md").splitlines()) <= 200


def test_the_architecture_leads_to_each_page_on_a_subject():
    linked = {path for path, _heading in LINK.findall(read("docs/architecture.md"))}
    subjects = {f"subjects/{path.name}" for path in ROOT.glob("docs/subjects/*.md")}

    assert subjects - linked == set()


def test_each_decision_tells_what_was_turned_down():
    decisions = ROOT.glob("docs/adr/*.md")

    silent = [path.name for path in decisions if "turned-down" not in headings(path.read_text())]

    assert silent == []


def test_a_decision_that_a_test_stands_for_is_written_down():
    written = {path.name[:4] for path in ROOT.glob("docs/adr/*.md")}

    named = {
        number
        for path in [*ROOT.glob("tests/**/*.py"), *DOCUMENTS]
        for number in re.findall(r"\(ADR (\d{4})\)", path.read_text())
    }

    assert named - written == set()


@cache
def words_of_the_screens() -> set[str]:
    """In Dutch, without case: of the site and of Wagtail, and names put together of them."""
    catalogues = [
        *Path(wagtail.__file__).parent.glob("**/locale/nl/LC_MESSAGES/*.mo"),
        *ROOT.glob("locale/nl/LC_MESSAGES/*.mo"),
    ]
    words: set[str] = set()
    for catalogue in catalogues:
        with catalogue.open("rb") as file:
            words.update(gettext.GNUTranslations(file)._catalog.values())
    with override("nl"):
        models = [model._meta for app in APPS for model in apps.get_app_config(app).get_models()]
        words.update(f"{model.verbose_name} toevoegen" for model in models)
    return {re.sub(r"%\(\w+\)s.*", "", word).strip().casefold() for word in words}


@pytest.mark.parametrize("name", HANDBOOKS)
def test_a_handbook_uses_the_words_of_the_screens(name):
    bold = re.findall(r"\*\*([^*]+)\*\*", " ".join(read(name).split()))

    unknown = [
        word
        for word in bold
        if not word.endswith((":", "?", ".")) and word.casefold() not in words_of_the_screens()
    ]

    assert unknown == []
