"""The demo site as a visitor walks through it: every page that a link leads to."""

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urldefrag, urljoin, urlsplit

import pytest
from django.conf import settings
from django.test import Client, override_settings
from wagtail.models import Page

from tests.html_checker import faults_in_html
from tests.site.pages import Soup

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves the file that it made a rendition in to the garbage collector.
    pytest.mark.filterwarnings(
        r"ignore:Unclosed file <tempfile\.SpooledTemporaryFile:ResourceWarning"
    ),
]
# Pages that stand for many: one source, one day and one choice of a treatment are as all others.
ENOUGH = 3
RAW = re.compile(r"\*\*|__|\]\(|\[@|!\[|^\s*(?:#+|>|-|\d+\.) ", re.MULTILINE)


def kind(address: str) -> tuple[str, ...]:
    """Tell pages apart by what they are made by, not by which row they show."""
    parts = urlsplit(address)
    path = re.sub(r"^/bronnen/[^/]+/", "/bronnen/…/", parts.path)
    return (path, *sorted(parse_qs(parts.query)))


def addresses(page: str, html: str) -> Iterator[tuple[str, str]]:
    """Where the links of a page lead to on this site, with what follows #."""
    for _words, attributes in Soup(html).find("a"):
        address, fragment = urldefrag(urljoin(settings.SITE_URL + page, attributes["href"]))
        if address.startswith(settings.SITE_URL):
            yield address.removeprefix(settings.SITE_URL) or "/", fragment


@pytest.fixture(scope="module")
def walked(progress: str, django_db_blocker: Any) -> dict[str, Any]:
    """The answer of each page, by its address. Starts at the home page and knows no other."""
    client, found, seen, ahead = Client(), {}, Counter(), ["/"]
    media = override_settings(MEDIA_ROOT=settings.MEDIA_ROOT)
    with django_db_blocker.unblock(), media:
        while ahead:
            page = ahead.pop(0)
            if page in found or page.startswith(("/media/", "/documenten/")):
                continue
            seen[kind(page)] += 1
            if seen[kind(page)] > ENOUGH:
                continue
            found[page] = answer = client.get(page)
            if answer.headers["Content-Type"].startswith("text/html"):
                ahead += [address for address, _fragment in addresses(page, text(answer))]
    return found


def text(answer: Any) -> str:
    html: str = answer.content.decode()
    return html


@pytest.fixture
def pages(walked: dict[str, Any], seeded: str) -> dict[str, str]:
    """The HTML of each page, by its address."""
    return {
        page: text(answer)
        for page, answer in walked.items()
        if answer.headers["Content-Type"].startswith("text/html")
    }


def test_every_page_is_reached_by_links(pages: dict[str, str]) -> None:
    published = Page.objects.live().filter(depth__gt=1)

    assert {page.url for page in published} - set(pages) == set()


def test_no_link_is_broken(walked: dict[str, Any], seeded: str) -> None:
    broken = {
        page: answer.status_code for page, answer in walked.items() if answer.status_code != 200
    }

    assert broken == {}


def test_each_link_to_a_part_of_a_page_finds_it(pages: dict[str, str]) -> None:
    lost = {
        f"{page} -> {address}#{fragment}"
        for page, html in pages.items()
        for address, fragment in addresses(page, html)
        if fragment and address in pages and f'id="{fragment}"' not in pages[address]
    }

    assert lost == set()


def test_the_accessibility_statement_is_one_press_away_everywhere(pages: dict[str, str]) -> None:
    far = [
        page
        for page, html in pages.items()
        if "/toegankelijkheid/" not in {address for address, _fragment in addresses(page, html)}
    ]

    assert far == []


def test_no_page_shows_its_own_markup(pages: dict[str, str]) -> None:
    shown = {page: RAW.findall(words(html)) for page, html in pages.items()}

    assert {page: found for page, found in shown.items() if found} == {}


def words(html: str) -> str:
    """The words of a page, each piece on a line; without sources to copy, which are code."""
    body = re.sub(
        r"(?s)<(script|style|textarea|pre|code)\b.*?</\1>", "", html.partition("<body")[2]
    )
    return unescape(re.sub(r"<[^>]+>", "\n", body))


@pytest.mark.slow
def test_every_page_is_valid_html(pages: dict[str, str], tmp_path: Path) -> None:
    assert faults_in_html(pages, tmp_path) == []
