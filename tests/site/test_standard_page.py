import pytest
from django.test import Client

from tests.factories.kinesite import StandardPageFactory
from tests.factories.references import CreditedImageFactory
from tests.site.pages import soup

pytestmark = pytest.mark.django_db


def test_a_page_shows_its_introduction_and_its_text(client: Client) -> None:
    StandardPageFactory(
        title="Wegwijs",
        introduction="Wat een behandeling kost.",
        body=[("heading", "Terugbetaling"), ("paragraph", "<p>Met een <b>voorschrift</b>.</p>")],
    )

    page = soup(client.get("/wegwijs/"))

    assert page.find_all("h1") == ["Wegwijs"]
    assert page.find_all("p", "lead") == ["Wat een behandeling kost."]
    assert page.find_all("div", "prose") == ["Terugbetaling Met een voorschrift ."]


def test_a_notice_says_its_level_in_words_and_in_colour(client: Client) -> None:
    notice = {"level": "urgent", "title": "Bel 112", "text": "<p>als je geen gevoel hebt</p>"}
    StandardPageFactory(title="Hulp", body=[("notice", notice)])

    page = soup(client.get("/hulp/"))

    assert page.find_all("div", "notice--urgent") == ["Bel 112 als je geen gevoel hebt"]


def test_a_question_opens_without_a_script(client: Client) -> None:
    questions = [{"question": "Mag ik tillen?", "answer": "<p>Ja, bouw het op.</p>"}]
    StandardPageFactory(title="Vragen", body=[("questions", questions)])

    assert soup(client.get("/vragen/")).find_all("details", "faq") == [
        "Mag ik tillen? Ja, bouw het op."
    ]


def test_a_figure_names_the_maker_of_its_image(client: Client) -> None:
    image = CreditedImageFactory(creator="An Peeters")
    image.decorative, image.contextual_alt_text = False, "Een oefenzaal"
    StandardPageFactory(title="Zaal", body=[("figure", {"image": image, "caption": "Onze zaal"})])

    page = soup(client.get("/zaal/"))

    assert page.find_all("figcaption") == ["Onze zaal Beeld: An Peeters."]
    assert [found["alt"] for _words, found in page.find("img")] == ["Een oefenzaal"]


def test_an_editor_can_change_a_page_with_every_block(admin_client: Client) -> None:
    page = StandardPageFactory(
        title="Alles",
        body=[
            ("heading", "Kop"),
            ("paragraph", "<p>Tekst</p>"),
            ("notice", {"level": "info", "title": "Let op", "text": "<p>Tekst</p>"}),
            ("questions", [{"question": "Waarom?", "answer": "<p>Daarom.</p>"}]),
        ],
    )

    assert admin_client.get(f"/beheer/pages/{page.pk}/edit/").status_code == 200
