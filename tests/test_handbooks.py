"""The handbooks in Dutch name buttons, fields and menus in bold: those words are on the screens."""

import re
from pathlib import Path

import pytest
import wagtail
from babel.messages.pofile import read_po
from django.conf import settings
from django.forms import modelform_factory
from django.test import Client
from django.utils.translation import override
from wagtail.admin.menu import SubmenuMenuItem, admin_menu

from blog.blocks import FigureBlock
from booking.models import BookingRules
from tests.factories.users import UserFactory

HANDBOOKS = ("reception", "editors", "sources")
BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
# Bold words that begin a paragraph and end like a sentence are its heading, not words of a screen.
RUN_IN = re.compile(r"^\*\*[^*]+[.:?]\*\*", re.MULTILINE)
PICTURE = re.compile(r"!\[(.*?)\]\((img/.+?)\)", re.DOTALL)
MENU_PATH = re.compile(r"\*\*([^*]+)\*\* › \*\*([^*]+)\*\*")
FILLED_IN = re.compile(r"%\(\w+\)[sd]|\{\w*\}")


def plain(text: str) -> str:
    """Words as a reader compares them, however they begin and end."""
    return " ".join(re.sub(r"[“”\"]", "", text).replace("’", "'").split()).rstrip(":.").casefold()


def words_of_screens() -> set[str]:
    """Dutch texts of the site and of Wagtail, whole and in the pieces between what is filled in."""
    found = set()
    wagtails = Path(wagtail.__file__).parent.glob("**/locale/nl/LC_MESSAGES/django*.po")
    for path in (settings.BASE_DIR / "locale/nl/LC_MESSAGES/django.po", *wagtails):
        with path.open("rb") as file:
            for message in read_po(file, locale="nl"):
                forms = [message.string] if isinstance(message.string, str) else message.string
                found |= {plain(piece) for form in forms for piece in FILLED_IN.split(form)}
    return found


def is_shown(words: str, known: set[str]) -> bool:
    """Tell whether these words stand on a screen; Wagtail puts a name before "toevoegen"."""
    name = words.removesuffix(" toevoegen")
    return plain(words) in known or (name != words and {plain(name), "toevoegen"} <= known)


@pytest.mark.parametrize("name", HANDBOOKS)
def test_every_bold_word_of_a_handbook_stands_on_a_screen(name: str) -> None:
    text = (settings.BASE_DIR / f"docs/{name}.md").read_text(encoding="utf-8")
    bold = {" ".join(words.split()) for words in BOLD.findall(RUN_IN.sub("", text))}

    known = words_of_screens()
    assert {words for words in bold if not is_shown(words, known)} == set()
    assert len(bold) > 20


def test_the_handbook_for_editors_names_every_field_of_a_figure() -> None:
    text = (settings.BASE_DIR / "docs/editors.md").read_text(encoding="utf-8")
    figure = FigureBlock()
    fields = [*figure.child_blocks["image"].child_blocks.values(), figure.child_blocks["caption"]]

    with override("nl"):
        labels = [str(field.label).capitalize() for field in fields[1:]]

    assert [label for label in labels if f"**{label}**" not in text] == []


def test_every_picture_of_the_desk_stands_in_its_handbook_with_words_for_who_does_not_see_it() -> (
    None
):
    docs = settings.BASE_DIR / "docs"
    pictures = PICTURE.findall((docs / "reception.md").read_text(encoding="utf-8"))
    paths = [path for _alt, path in pictures]

    kept = {f"img/reception/{path.name}" for path in docs.glob("img/reception/*")}
    assert (set(paths), len(paths)) == (kept, len(set(paths)))
    assert [path for alt, path in pictures if len(alt.split()) < 5] == []
    assert len(paths) >= 8


def menu_of(group: str, client: Client) -> set[tuple[str, str]]:
    """Every entry of the menu of that group which stands under another, with that other."""
    client.force_login(UserFactory(groups=[group]))
    request = client.get("/beheer/").wsgi_request
    with override("nl"):
        return {
            (str(item.label), str(under.label))
            for item in admin_menu.menu_items_for_request(request)
            if isinstance(item, SubmenuMenuItem)
            for under in item.menu.menu_items_for_request(request)
        }


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "group"), [("reception", "Receptie"), ("editors", "Redactie")])
def test_a_handbook_leads_through_the_menu_of_who_reads_it(
    name: str, group: str, client: Client
) -> None:
    text = (settings.BASE_DIR / f"docs/{name}.md").read_text(encoding="utf-8")
    paths = {path for path in MENU_PATH.findall(" ".join(text.split())) if path[0] != "Meer"}

    assert paths - menu_of(group, client) == set()
    assert len(paths) > 3


def test_the_handbook_names_each_rule_that_the_desk_may_change() -> None:
    text = (settings.BASE_DIR / "docs/reception.md").read_text(encoding="utf-8")
    bold = {plain(words) for words in BOLD.findall(" ".join(text.split()))}

    with override("nl"):
        labels = [str(field.label) for field in modelform_factory(BookingRules, fields="__all__")()]

    assert [label for label in labels if plain(label) not in bold and label != "Site"] == []
    assert len(labels) > 8


def test_the_chapter_on_illness_has_the_six_steps_that_it_promises() -> None:
    text = (settings.BASE_DIR / "docs/reception.md").read_text(encoding="utf-8")
    chapter = text.partition("### Ziek vanmorgen: in zes stappen")[2].partition("\n### ")[0]

    assert re.findall(r"^(\d)\. ", chapter, re.MULTILINE) == list("123456")


def test_the_beginning_of_the_handbook_leads_to_every_chapter() -> None:
    text = (settings.BASE_DIR / "docs/reception.md").read_text(encoding="utf-8")
    chapters = re.findall(r"^## (.+)$", text, re.MULTILINE)
    contents = text.partition("\n## ")[0]
    named = set(re.findall(r"\(#([^)]+)\)", contents))

    anchors = {re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-") for one in chapters}
    assert anchors - named == {"werkuren"}
