"""Pasting works that the library has: what the screen says of them at the end."""

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from references.models import Reference
from tests.factories.references import SLEEP_CSL, ReferenceFactory
from tests.references.editing.importing_screen import posted
from tests.site.pages import links, soup

pytestmark = pytest.mark.django_db

LINE = (
    "Mostaghimi L, Obermeyer WH, Ballamudi B. Effects of sleep deprivation on wound healing. "
    "Journal of Sleep Research. 2005 Sep;14(3):213-219. doi: 10.1111/j.1365-2869.2005.00455.x. "
    "PMID: 16120095."
)
BOOK = "@book{a, title={Pain}, author={Peeters, An}, year={2020}}"
TITLE = "Effects of sleep deprivation on wound healing"
DOI = "10.1111/j.1365-2869.2005.00455.x"
RIS = f"TY  - JOUR\nTI  - {TITLE}\nDO  - {DOI}\nER  - "
NBIB = f"PMID- 16120095\nTI  - {TITLE}.\n"
BIBTEX = f"@article{{a, title={{{TITLE}}}, doi={{{DOI}}}}}"
NO_SOURCE = "Hier is geen bron in gevonden."

Send = Callable[..., HttpResponse]


@pytest.fixture
def known() -> Reference:
    reference: Reference = ReferenceFactory(csl=SLEEP_CSL)
    return reference


@pytest.fixture
def save(admin_client: Client) -> Send:
    """Paste this, and press the button to save as the screen comes; `changes` are to the first."""
    url = reverse("references_import")

    def press(text: str, **changes: str) -> HttpResponse:
        review = admin_client.post(url, {"text": text}).context["review"]
        return admin_client.post(url, posted(review, **changes))

    return press


def told(page: HttpResponse) -> list[str]:
    return soup(page).find_all("strong")


@pytest.mark.parametrize(
    "pasted",
    [LINE, f"{LINE}\n{LINE}", DOI, RIS, NBIB, BIBTEX],
    ids=["line", "twice", "doi", "ris", "nbib", "bib"],
)
def test_a_list_of_known_works_ends_on_links_to_them(
    save: Send, known: Reference, pasted: str
) -> None:
    page = save(pasted)

    edit = reverse("wagtailsnippets_references_reference:edit", args=[known.pk])
    assert told(page) == ["Eén bron stond al bij de bronnen. Ze blijft zoals ze is."]
    assert links(page)[str(known)] == edit
    assert NO_SOURCE not in page.content.decode()
    assert "Nog plakken" in links(page)


def test_of_a_mixed_list_both_parts_are_told(save: Send, known: Reference) -> None:
    page = save(f"{BIBTEX}\n{BOOK}")

    assert told(page) == [
        "Eén bron is bewaard.",
        "Eén bron stond al bij de bronnen. Ze blijft zoals ze is.",
    ]


def test_a_list_of_which_nothing_is_wanted_says_that_nothing_was_saved(save: Send) -> None:
    page = save(BOOK, action="skip")

    assert (told(page), "Er is niets nieuws bewaard." in page.content.decode()) == ([], True)
    assert NO_SOURCE not in page.content.decode()


def test_what_holds_no_source_still_says_so(save: Send) -> None:
    assert NO_SOURCE in save("<> ??").content.decode()


def test_a_list_of_known_works_says_so_before_it_is_saved(
    admin_client: Client, known: Reference
) -> None:
    page = admin_client.post(reverse("references_import"), {"text": LINE})

    assert "Alles staat al bij de bronnen: je hoeft niets te bewaren." in page.content.decode()


@pytest.mark.parametrize(("pasted", "button"), [(DOI, "Kiezen<"), (BOOK, "Bewaren en kiezen<")])
def test_the_chooser_speaks_of_saving_only_if_it_saves(
    admin_client: Client, known: Reference, pasted: str, button: str
) -> None:
    page = admin_client.post(
        reverse("wagtailsnippetchoosers_references_reference:paste"), {"paste-text": pasted}
    )

    assert button in str(page.json())
