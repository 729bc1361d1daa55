import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import write_po
from django.conf import settings

from kinesite import catalogues


def texts_in(template: str) -> list[tuple]:
    """(text, context) of everything that a template asks a translation of."""
    found = extract(catalogues.extract_template, BytesIO(template.encode()), catalogues.KEYWORDS)
    return [(text, context) for _, text, _, context in found]


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{% translate 'Save' %}", ("Save", None)),
        ("{% translate 'May' context 'month' %}", ("May", "month")),
        ("{{ name|default:_('nobody') }}", ("nobody", None)),
        ("{% include 'x.html' with title=_('Sources') only %}", ("Sources", None)),
        ("{% blocktranslate %}Hello {{ name }}{% endblocktranslate %}", ("Hello %(name)s", None)),
        ("{% blocktranslate trimmed %}\n  one\n  two\n{% endblocktranslate %}", ("one two", None)),
        (
            "{% blocktrans count n=n %}{{ n }} day{% plural %}{{ n }} days{% endblocktrans %}",
            (("%(n)s day", "%(n)s days"), None),
        ),
        ("{% translate '100% free' %}", ("100%% free", None)),
        ("<ul>\n    <li>it's</li>\n  {% translate 'Save' %}\n</ul>", ("Save", None)),
    ],
)
def test_the_texts_of_templates_are_found(template, text):
    assert texts_in(template) == [text]


def test_a_template_without_texts_asks_for_none():
    assert texts_in("<p>it's {{ title }} (\"</p>{# _('not me') #}") == []


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A project of one template and one Dutch catalogue."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "locale/nl/LC_MESSAGES").mkdir(parents=True)
    (tmp_path / "babel.cfg").write_text((catalogues.CHECKOUT / "babel.cfg").read_text())
    (tmp_path / "templates/page.html").write_text("{% translate 'Hello %(name)s' %}")
    monkeypatch.setattr(catalogues, "CHECKOUT", tmp_path)
    return tmp_path


def write_catalogue(
    checkout: Path, texts: dict[str, str], flags: tuple[str, ...] = (), language: str = "nl"
) -> Path:
    catalogue = Catalog(locale=language)
    for text, translation in texts.items():
        catalogue.add(text, translation, flags=flags)
    path = checkout / f"locale/{language}/LC_MESSAGES/django.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue)
    return path


ASKED = "Hello {{ name }}"
TEXT = "Hello %(name)s"


@pytest.fixture
def asking(checkout):
    (checkout / "templates/page.html").write_text(
        "{% blocktranslate %}" + ASKED + "{% endblocktranslate %}", encoding="utf-8"
    )
    return checkout


@pytest.mark.parametrize(
    ("texts", "flags", "problem"),
    [
        ({}, (), "missing"),
        ({TEXT: ""}, (), "not translated"),
        ({TEXT: "Dag %(name)s"}, ("fuzzy",), "not translated"),
        ({TEXT: "Dag %(naam)s"}, (), "other placeholders"),
        ({TEXT: "Dag %(name)s", "Bye": "Tot ziens"}, (), "left over"),
    ],
)
def test_what_is_wrong_with_a_catalogue_is_named(asking, texts, flags, problem):
    write_catalogue(asking, texts, flags)

    (found,) = catalogues.problems()

    assert found.startswith(f"locale/nl/LC_MESSAGES/django.po: {problem} ")


def test_a_complete_catalogue_has_no_problems(asking):
    write_catalogue(asking, {TEXT: "Dag %(name)s"})

    assert catalogues.problems() == []


def test_an_update_adds_what_is_missing_and_keeps_what_was_translated(asking):
    path = write_catalogue(asking, {"Bye": "Tot ziens"})
    (asking / "templates/other.html").write_text("{% translate 'Bye' %}")

    catalogues.update()

    written = path.read_text()
    assert 'msgid "Bye"\nmsgstr "Tot ziens"' in written
    assert f'msgid "{TEXT}"\nmsgstr ""' in written


def test_the_order_of_a_catalogue_is_that_of_the_files_and_texts_and_of_nothing_else(checkout):
    pages = {"a.html": ["Save", "Bye", "Hello"], "b.html": ["Bye", "Agenda"]}
    (checkout / "templates/page.html").unlink()
    orders = []
    for turn in (list, lambda words: words[::-1]):
        for name, words in pages.items():
            asked = "\n".join(f"{{% translate '{word}' %}}" for word in turn(words))
            (checkout / "templates" / name).write_text(asked)
        path = write_catalogue(checkout, {word: f"{word}!" for word in turn(["Bye", "Hello"])})
        catalogues.update()
        first = path.read_text()
        catalogues.update()
        assert path.read_text() == first
        orders.append(ids(path))

    assert orders == [["Hello", "Save", "Bye", "Agenda"]] * 2


@pytest.fixture
def clinic(checkout):
    """A page for patients and a screen of the desk, each with a text; two texts in Dutch."""
    for folder, text in (("booking", "Hello"), ("booking/reception", "Agenda")):
        page = checkout / f"templates/{folder}/page.html"
        page.parent.mkdir()
        page.write_text(f"{{% translate '{text}' %}}")
    (checkout / "templates/page.html").unlink()
    write_catalogue(checkout, {"Hello": "Dag", "Agenda": "Agenda"})
    return checkout


@pytest.mark.parametrize(
    ("language", "texts", "problem"),
    [
        ("fr", {}, "missing ('Hello',) from templates/booking/page.html"),
        ("fr", {"Hello": ""}, "not translated ('Hello',)"),
        ("fr", {"Hello": "Bonjour", "Agenda": "Agenda"}, "left over ('Agenda',)"),
        ("en", {"Hello": ""}, "not translated ('Hello',)"),
        ("en", {"Bye": "Goodbye"}, "left over ('Bye',)"),
    ],
)
def test_what_is_wrong_with_a_language_of_patients_is_named(clinic, language, texts, problem):
    write_catalogue(clinic, texts, language=language)

    assert catalogues.problems() == [f"locale/{language}/LC_MESSAGES/django.po: {problem}"]


def test_french_has_what_patients_see_and_english_what_has_to_differ(clinic):
    write_catalogue(clinic, {"Hello": "Bonjour"}, language="fr")
    write_catalogue(clinic, {}, language="en")

    assert catalogues.problems() == []


def test_an_update_gives_french_the_texts_for_patients_and_english_none(clinic):
    french = write_catalogue(clinic, {"Agenda": "Agenda"}, language="fr")
    english = write_catalogue(clinic, {"Bye": "Goodbye"}, language="en")

    catalogues.update()

    assert ids(french) == ["Hello"]
    assert ids(english) == []


def ids(catalogue: Path) -> list[str]:
    return re.findall(r'^msgid "(.+)"$', catalogue.read_text(), re.MULTILINE)


def test_only_a_catalogue_that_changed_is_compiled_again(asking):
    path = write_catalogue(asking, {TEXT: "Dag %(name)s"})

    catalogues.compile_stale()
    first = path.with_suffix(".mo").stat().st_mtime_ns
    catalogues.compile_stale()

    assert path.with_suffix(".mo").stat().st_mtime_ns == first


def test_every_text_of_the_screens_is_translated():
    assert catalogues.problems() == []


def test_every_language_of_the_site_has_its_catalogue():
    folders = {path.parent.parent.name for path in catalogues.CHECKOUT.glob("locale/*/*/*.po")}

    assert folders == {code for code, _name in settings.LANGUAGES}


def test_french_is_written_with_typographic_apostrophes():
    french = catalogues.CHECKOUT / "locale/fr/LC_MESSAGES/django.po"

    texts = [
        translation
        for message in catalogues._read(french)
        for translation in catalogues._forms(message.string)
    ]

    assert [text for text in texts if re.search(r"\w'\w", text)] == []
