"""The screens of the staff are Dutch, Wagtail's own included."""

import gettext
import re
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import django.contrib.auth
import django.contrib.humanize
import django.contrib.postgres
import django.core
import django.db
import django.forms
import phonenumber_field
import pytest
import wagtail
from babel.messages.extract import extract_from_dir
from django.apps import apps
from django.conf import settings
from django.test import Client
from django.utils import timezone, translation
from django.utils.translation import trans_real
from wagtail.admin.templatetags.wagtailadmin_tags import naturaltime

from kinesite import texts
from kinesite.catalogues import KEYWORDS
from tests.factories.blog import BlogPostPageFactory
from tests.factories.users import UserFactory
from tests.site.pages import soup

WAGTAIL = Path(wagtail.__file__).parent
PARTS_OF_DJANGO = (
    django.contrib.auth,
    django.contrib.humanize,
    django.core,
    django.db,
    django.forms,
)
FOLDERS = (WAGTAIL, *(Path(part.__file__).parent for part in PARTS_OF_DJANGO))
METHODS = [
    ("**/test/**", "ignore"),
    ("**/tests/**", "ignore"),
    ("project_template/**", "ignore"),
    ("contrib/forms/**", "ignore"),
    ("**.py", "python"),
    ("**.html", "kinesite.catalogues:extract_template"),
    ("**.txt", "kinesite.catalogues:extract_template"),
]


@cache
def installed() -> list[Path]:
    return [Path(app.path) for app in apps.get_app_configs()]


def is_shown(name: str) -> bool:
    """Wagtail's optional parts that this site does not have show nothing."""
    first, *rest = Path(name).parts
    if first == "contrib":
        return WAGTAIL / first / rest[0] in installed()
    has_app = (WAGTAIL / first / "apps.py").exists()
    return not has_app or WAGTAIL / first in installed()


@cache
def texts_of(folder: Path) -> frozenset[tuple[str, str, str | None]]:
    """File, English text and context of all that is said in a folder; of plurals the first text."""
    return frozenset(
        (name, found[0] if isinstance(found, tuple) else found, context)
        for name, _line, found, _comments, context in extract_from_dir(
            folder, METHODS, {}, KEYWORDS, ()
        )
    )


def test_every_text_of_wagtail_and_django_has_a_dutch_translation() -> None:
    missing = {
        f"{name}: {text}"
        for folder in FOLDERS
        for name, text, context in texts_of(folder)
        if text and is_shown(name) and not in_dutch(f"{context}\x04{text}" if context else text)
    }

    assert missing == set()


def test_what_we_say_in_our_own_words_is_still_said_by_a_library() -> None:
    others = (Path(part.__file__).parent for part in (django.contrib.postgres, phonenumber_field))
    said = {text for folder in (*FOLDERS, *others) for _name, text, _context in texts_of(folder)}

    assert {text for text in own_words() if text not in said} == set()


def test_our_own_words_differ_from_those_of_the_library() -> None:
    same = {
        text
        for text in own_words()
        if all(theirs == our for our, theirs in translations(text) if our)
    }

    assert same == set()


def translations(text: str) -> Iterator[tuple[set[str], set[str]]]:
    """Translations by this site and by the libraries, in each language of both."""
    own = [Path(settings.BASE_DIR) / "locale"]
    others = [
        Path(django.__file__).parent / "conf/locale",
        *(app / "locale" for app in installed()),
    ]
    for language in ("nl", "fr"):
        yield in_catalogues(own, language, text), in_catalogues(others, language, text)


def in_catalogues(folders: list[Path], language: str, text: str) -> set[str]:
    known = [catalogue(folder / language / "LC_MESSAGES/django.mo") for folder in folders]
    return {one[key] for one in known for key in (text, (text, 0)) if key in one}


@cache
def catalogue(file: Path) -> dict[Any, str]:
    if not file.exists():
        return {}
    with file.open("rb") as opened:
        texts_in_it: dict[Any, str] = gettext.GNUTranslations(opened)._catalog  # type: ignore[attr-defined]
    return texts_in_it


def own_words() -> set[str]:
    """The English texts of Django and Wagtail that have a translation of our own."""
    return {text for _name, text, _context in texts_of(Path(texts.__file__).parent)}


def in_dutch(key: str) -> bool:
    """Whether a text stands in the Dutch catalogue, alone or with a plural."""
    with translation.override("nl"):
        known = trans_real.catalog()._catalog
    return key in known or (key, 1) in known


def test_how_long_ago_something_was_is_said_in_dutch() -> None:
    with translation.override("nl"):
        assert naturaltime(timezone.now() - timedelta(minutes=4)) == "4\xa0minuten geleden"


@pytest.mark.django_db
def test_the_form_to_sign_in_is_dutch(client: Client) -> None:
    labels = soup(client.get("/beheer/login/")).find_all("label")

    assert [label.removesuffix(" *").removesuffix("*") for label in labels] == [
        "Gebruikersnaam",
        "Wachtwoord",
        "Aangemeld blijven",
    ]


@pytest.mark.django_db
def test_a_search_of_pages_says_how_many_it_found(client: Client) -> None:
    client.force_login(UserFactory(groups=["Redactie"]))
    for title in ("Rugpijn eerst", "Rugpijn later"):
        BlogPostPageFactory(title=title).save()

    page = soup(client.get("/beheer/pages/search/?q=rugpijn"))

    assert "1-2 van 2 pagina's" in " ".join(page.find_all("th"))


@pytest.mark.django_db
@pytest.mark.parametrize("group", ["Redactie", "Kinesitherapeuten", "Receptie"])
def test_what_wagtail_forgot_to_translate_on_screens_of_all_staff_is_dutch(
    client: Client, group: str
) -> None:
    client.force_login(UserFactory(groups=[group]))
    article = BlogPostPageFactory()

    screens = ["/beheer/", "/beheer/account/", f"/beheer/pages/{article.pk}/edit/"]
    for screen in screens:
        page = soup(client.get(screen, follow=True))
        said = {found.get("aria-label") for name, found, _words in page.elements}
        typed = {found.get("value") for _words, found in page.find("input")}

        assert not said & {"Actions", "Search", "Add"}
        assert not typed & {"Search"}


VALUE, OPENS, CLOSES = r"%\(\w+\)[sd]|\{\w+\}", r"<(?:a|b|em|span|strong)\b", r"</\w+>"
STUCK = re.compile(rf"\w(?:{VALUE}|{OPENS})|(?:{VALUE}|{CLOSES})[\w%]")
POLITE = re.compile(
    r"\b[Uu]w\b|\bU\b|\b(?:kunt|wilt|zeker dat|Weet) u\b|\bu (?:kunt|wilt|dit|het)\b"
)
# Nobody of the staff sees these: the site has pages of its own for them.
FOR_DEVELOPERS = ("DEBUG=True", "CSRF", "Referer", "cookies")


@pytest.mark.parametrize(
    "screen",
    ["/beheer/snippets/choose/references/reference/results/?q=zzz", "/beheer/reports/workflow/"],
)
def test_a_list_without_rows_does_not_speak_of_snippets(admin_client: Client, screen: str) -> None:
    said = [words for words in soup(admin_client.get(screen)).find_all("p") if words]

    assert said
    assert not [words for words in said if "snippet" in words]


def test_no_dutch_words_of_wagtail_and_django_stick_together_or_say_u() -> None:
    bad = {
        f"{english!r}: {dutch}"
        for english, dutch in dutch_texts()
        if (STUCK.search(dutch) and not STUCK.search(english))
        or (POLITE.search(dutch) and not any(word in dutch for word in FOR_DEVELOPERS))
    }

    assert bad == set()


STIFF = re.compile(
    r"[Zz]org (?:ervoor )?dat|\bVoer\b|Null-|\bError\b|Wagtail|[Mm]achtiging|matchen|[Ss]uccesvol"
    r"|\bsuccess\b|alsjeblieft|[Vv]alidatiefout|Er bestaa(?:t|n) %|\b[Bb]ulk|wachtwoord reset"
    r"|[Nn]otifica"
)
# Screens, fields and names of Wagtail and Django that this site does not show.
NOT_SHOWN = re.compile(
    r"Wagtail (?!admin\b|core\b)|in Wagtail %|of the range|Enter two |Enter new password"
    r"|group \w+ permissions?$"
)


def test_no_dutch_words_of_wagtail_and_django_are_stiff() -> None:
    bad = {
        f"{english!r}: {dutch}"
        for english, dutch in dutch_texts()
        if english and STIFF.search(dutch) and not NOT_SHOWN.search(english)
    }

    assert bad == set()


def dutch_texts() -> Iterator[tuple[str, str]]:
    """Each English text with what the screens say for it, plurals apart."""
    with translation.override("nl"):
        known = trans_real.catalog()._catalog
        for key in {key for catalogue in known._catalogs for key in catalogue}:
            yield key[0] if isinstance(key, tuple) else key, known[key]
