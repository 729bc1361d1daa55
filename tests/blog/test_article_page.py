"""An article as a reader gets it."""

import json
import re

import pytest
from django.utils.translation import gettext

from references.models import Reference
from tests.factories.blog import BlogPostPageFactory, cite, figure
from tests.factories.booking import PractitionerFactory
from tests.factories.references import SLEEP_CSL, CreditedImageFactory, ReferenceFactory

pytestmark = pytest.mark.django_db

HOSTILE = '<script>alert("x")</script>'


def read(client, page):
    response = client.get(page.url)
    assert response.status_code == 200
    return response.content.decode()


def test_citations_are_numbered_through_all_blocks_in_reading_order(client):
    first, second, third = ReferenceFactory.create_batch(3)
    caption = f"<p>{cite(third)[1]}</p>"
    page = BlogPostPageFactory(
        body=[cite(second), figure(CreditedImageFactory(), caption=caption), cite(first, second)]
    )

    response = client.get(page.url)

    sources = response.context["article"].sources
    assert [source.reference for source in sources] == [second, third, first]
    assert re.findall(r'role="doc-biblioref">\[(\d)\]', response.content.decode()) == [
        "1",
        "2",
        "3",
        "1",
    ]


def test_every_number_leads_to_its_source_and_back(client):
    one, other = ReferenceFactory.create_batch(2)
    html = read(client, BlogPostPageFactory(body=[cite(one, other), cite(one)]))

    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)
    assert html.count('role="doc-backlink"') == 3


def test_the_source_list_is_in_vancouver_style(client):
    html = read(client, BlogPostPageFactory(body=[cite(ReferenceFactory(csl=SLEEP_CSL))]))

    assert (
        '<span class="source__container">Journal of Sleep Research</span>. 2005;14(3):213-9. doi:'
        in html
    )


def test_a_source_that_is_gone_leaves_no_link_and_no_list(client):
    html = read(client, BlogPostPageFactory(body=[cite(404)]))

    assert "<p>woord (bron 404).</p>" in html
    assert "doc-biblioref" not in html
    assert 'id="bronnen"' not in html


def test_markup_in_what_editors_type_is_shown_and_not_run(client):
    source = ReferenceFactory(csl__title=HOSTILE, csl__author=[{"literal": HOSTILE}])
    image = CreditedImageFactory(credited=True, title=HOSTILE, creator=HOSTILE)
    html = read(
        client,
        BlogPostPageFactory(
            title=HOSTILE,
            introduction=HOSTILE,
            author=PractitionerFactory(name=HOSTILE, bio=HOSTILE, professional_title=HOSTILE),
            hero_image=image,
            hero_alt=HOSTILE,
            body=[
                ("section", HOSTILE),
                ("quote", {"text": HOSTILE, "source": HOSTILE}),
                figure(image, alt=HOSTILE),
                cite(source),
            ],
        ),
    )

    assert "<script>alert" not in html
    assert 'alert("' not in html.replace(r"alert(\"", "")


def test_an_article_leads_to_the_openings_of_its_author(client):
    page = BlogPostPageFactory(author=PractitionerFactory(name="An Bel", slug="an-bel"))

    assert 'href="/afspraak/?kinesitherapeut=an-bel"' in read(client, page)


@pytest.mark.parametrize("closed", [{"is_online": False}, {"is_active": False}])
def test_an_author_who_takes_no_bookings_on_line_is_not_offered(client, closed):
    page = BlogPostPageFactory(author=PractitionerFactory(**closed))

    assert "kinesitherapeut=" not in read(client, page)


def test_images_are_credited_once_and_the_ones_of_our_own_are_not(client):
    credited = CreditedImageFactory(credited=True)
    page = BlogPostPageFactory(
        hero_image=credited, body=[figure(credited), figure(CreditedImageFactory())]
    )

    assert client.get(page.url).context["article"].credited_images == [credited]


def test_an_image_made_with_ai_says_so_wherever_it_stands(client):
    made = CreditedImageFactory(ai_generated=True)
    html = read(client, BlogPostPageFactory(hero_image=made, body=[figure(made)]))

    # At the top, in the text and among the image sources.
    assert html.count(gettext("Made with AI")) == 3


def test_images_have_their_size_their_words_and_load_when_they_are_near(client):
    photo, drawing = CreditedImageFactory(), CreditedImageFactory(svg=True)
    page = BlogPostPageFactory(body=[figure(photo, alt="Een rug"), figure(drawing, alt="")])
    page.save_revision().publish()

    images = re.findall(r"<img[^>]*>", client.get(page.url).context["article"].html)

    assert [re.search(r'alt="([^"]*)"', image)[1] for image in images] == ["Een rug", ""]
    assert all(
        re.search(r'width="\d+"', image) and re.search(r'height="\d+"', image) for image in images
    )
    assert [' loading="lazy"' in image for image in images] == [True, True]
    assert re.search(r'src="([^"]*)"', images[1])[1].endswith(".svg")


def test_the_image_at_the_top_is_loaded_first(client):
    html = read(client, BlogPostPageFactory(hero_image=CreditedImageFactory(), hero_alt="Een rug"))

    assert re.search(r'<img[^>]*alt="Een rug"[^>]*fetchpriority="high"', html)


@pytest.mark.parametrize(("sections", "listed"), [(2, 0), (3, 3)])
def test_a_table_of_contents_comes_with_three_sections(client, sections, listed):
    page = BlogPostPageFactory(body=[("section", f"Deel {n}") for n in range(sections)])

    assert read(client, page).count('class="toc__link"') == listed


def test_machines_read_what_the_article_says_of_itself(client):
    page = BlogPostPageFactory(
        title="Slaap </script> & wonden", body=[cite(ReferenceFactory(csl=SLEEP_CSL))]
    )

    html = read(client, page)
    raw = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[1]
    data = json.loads(raw)

    assert (data["@type"], data["headline"], data["timeRequired"]) == (
        "BlogPosting",
        page.title,
        "PT1M",
    )
    assert data["citation"] == [
        {
            "@type": "ScholarlyArticle",
            "name": "Effects of sleep deprivation on wound healing",
            "author": [
                {"@type": "Person", "name": "L. Mostaghimi"},
                {"@type": "Person", "name": "W. H. Obermeyer"},
                {"@type": "Person", "name": "B. Ballamudi"},
            ],
            "datePublished": "2005",
            "isPartOf": {"@type": "Periodical", "name": "Journal of Sleep Research"},
            "identifier": "doi:10.1111/j.1365-2869.2005.00455.x",
            "sameAs": "https://doi.org/10.1111/j.1365-2869.2005.00455.x",
        }
    ]


def test_a_change_of_a_source_shows_in_every_article_at_once(client):
    source = ReferenceFactory(csl__title="Before")
    page = BlogPostPageFactory(body=[cite(source)])
    source.csl["title"] = "After"
    source.save()

    assert "After</cite>" in read(client, page)
    assert Reference.objects.count() == 1
