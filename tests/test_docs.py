"""What the documents name exists: files, constraints, tests, commands, words of the screens."""

import gettext
import itertools
import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

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


def in_documents(wrong: Callable[[Path], Iterable[str]]) -> dict[str, list[str]]:
    """What is wrong in each document, by its name; those without faults are left out."""
    found = {str(document.relative_to(ROOT)): sorted(wrong(document)) for document in DOCUMENTS}
    return {name: faults for name, faults in found.items() if faults}


def test_there_are_documents_to_look_at():
    assert len(DOCUMENTS) > 20


def test_links_lead_to_a_page_and_its_heading():
    def broken(document):
        for path, heading in LINK.findall(document.read_text()):
            target = document.parent / path if path else document
            if not target.exists() or (heading and heading not in headings(target.read_text())):
                yield f"{path}#{heading}"

    assert in_documents(broken) == {}


def test_paths_that_are_named_are_there():
    def missing(document):
        paths = OUR_PATH.findall(document.read_text())
        return [path for path in paths if not (ROOT / path).exists()]

    assert in_documents(missing) == {}


def test_commands_of_make_that_are_named_are_there():
    targets = set(re.findall(r"^([a-z]+):.*##", read("Makefile"), re.MULTILINE))

    def missing(document):
        command = r"(?:`|^|=\d+ )make ([a-z]+)"
        return set(re.findall(command, document.read_text(), re.MULTILINE)) - targets

    assert in_documents(missing) == {}


def test_tests_that_are_named_are_there():
    def missing(document):
        return set(re.findall(r"`(test_\w+)`", document.read_text())) - names_of_tests()

    assert in_documents(missing) == {}


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


def test_the_rules_together_say_what_happens_for_every_pair():
    """A row for each pair, once; it names a test, or says that the two never meet."""
    sections = re.split(r"^## (.+)$", read("docs/subjects/rules-together.md"), flags=re.MULTILINE)
    subjects = [heading.lower() for heading in sections[1::2]]
    rows = {
        (subject, other): (what, test)
        for subject, text in zip(subjects, sections[2::2], strict=True)
        for other, what, test in re.findall(
            r"^\| ([\w -]+) \| (.+) \| (.*) ?\|$", text, re.MULTILINE
        )
        if other != "meets"
    }
    assert list(rows) == list(itertools.combinations_with_replacement(subjects, 2))
    held = {pair for pair, (what, test) in rows.items() if "`test_" in test}
    never = {pair for pair, (what, test) in rows.items() if what.startswith("never meet")}
    assert set(rows) - held - never == set()


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


def test_handbooks_use_the_words_of_the_screens():
    unknown = [
        f"{name}: {word}"
        for name in HANDBOOKS
        for word in re.findall(r"\*\*([^*]+)\*\*", " ".join(read(name).split()))
        if not word.endswith((":", "?", ".")) and word.casefold() not in words_of_the_screens()
    ]

    assert unknown == []
