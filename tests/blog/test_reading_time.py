import re

import pytest
from django.urls import reverse

from blog.reading_time import minutes, words_in
from tests.factories.blog import BlogPostPageFactory, figure, marker
from tests.factories.references import CreditedImageFactory, ReferenceFactory


def text(words):
    return f"<p>{'woord ' * words}</p>"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (1807, 8),
        (1242, 5),
        (746, 3),
        (1383, 6),
        (90, 1),
        (0, 1),
        (341, 1),
        (342, 2),
        (569, 2),
        (570, 3),
    ],
)
def test_minutes_are_rounded_half_up_and_never_none(words, expected):
    assert minutes([text(words)]) == expected


@pytest.mark.parametrize(
    ("rich_text", "words"),
    [
        ("<p>hernia's zijn 3,5 of 2.5 keer</p>", 6),
        ("<p>rug- en nekpijn</p>", 3),
        ("<ul><li>een</li><li>twee</li></ul>", 2),
        ("<p>een<br/>twee</p>", 2),
        ("<p>arm &amp; been – of niet?</p>", 4),
        ("<p>é&eacute;n</p>", 1),
        (f"<p>dit telt {marker(7)}.</p>", 2),
    ],
)
def test_words_are_counted_as_a_reader_would(rich_text, words):
    assert words_in(rich_text) == words


@pytest.mark.django_db
def test_an_article_counts_its_body_when_it_is_saved_and_nothing_else():
    page = BlogPostPageFactory(
        introduction="woord " * 40,
        body=[
            ("section", "woord " * 10),
            ("paragraph", text(300)),
            ("quote", {"text": "woord " * 31, "source": "woord " * 20}),
            figure(CreditedImageFactory(), caption=text(400)),
        ],
    )

    assert page.reading_minutes == 1

    page.body.append(("paragraph", text(1)))
    page.save()
    assert page.reading_minutes == 2


@pytest.mark.django_db
def test_one_reading_time_is_told_everywhere(client, admin_client):
    article = BlogPostPageFactory(
        body=[("paragraph", text(1242)), ("paragraph", f"<p>dat{marker(ReferenceFactory())}.</p>")]
    )

    page = client.get(article.url).content.decode()
    shown_in_list = client.get(article.get_parent().url).content.decode()
    editing = admin_client.get(reverse("wagtailadmin_pages:edit", args=[article.pk]))

    told = [re.findall(r"(\d+) min\b", html) for html in (page, shown_in_list)]
    assert (told, re.findall(r'"timeRequired": ?"PT(\d+)M"', page)) == ([["5"], ["5"]], ["5"])
    assert "data-content-reading-time" not in editing.content.decode()
