"""Pages, articles and documents that an editor made private, seen by a visitor."""

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents.models import Document
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
)

from blog.models import BlogPostPage
from tests.factories.blog import BlogIndexPageFactory, BlogPostPageFactory, cite
from tests.factories.references import ReferenceFactory
from tests.factories.users import UserFactory
from tests.site.pages import soup

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> BlogPostPage:
    return BlogPostPageFactory(title="Alleen voor ons", body=[cite(ReferenceFactory())])


def restrict(page: Page, kind: str, **facts: str) -> PageViewRestriction:
    return PageViewRestriction.objects.create(page=page, restriction_type=kind, **facts)


def form_of(client: Client, page: Page) -> tuple[str, dict[str, str]]:
    """Where the form on a private page leads, and what it holds."""
    shown = soup(client.get(page.url, follow=True))
    action = next(found["action"] for _words, found in shown.find("form") if "method" in found)
    fields = [found for _words, found in shown.find("input")]
    return action, {field["name"]: field.get("value", "") for field in fields if "name" in field}


def test_a_private_article_is_named_nowhere(client: Client, article: BlogPostPage) -> None:
    index = article.get_parent()
    restrict(article, PageViewRestriction.PASSWORD, password="zwaluw")

    addresses = ["/", index.url, f"{index.url}feed/", "/bronnen/"]
    sources = client.get(f"{article.url}bronnen.bib")

    assert [address for address in addresses if article.title in seen(client, address)] == []
    assert article.title not in sources.content.decode()


def seen(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_the_password_of_a_page_opens_it_for_this_visitor_only(
    client: Client, article: BlogPostPage
) -> None:
    restrict(article, PageViewRestriction.PASSWORD, password="zwaluw")
    action, typed = form_of(client, article)

    refused = client.post(action, typed | {"password": "mus"})
    opened = client.post(action, typed | {"password": "zwaluw"}, follow=True)

    assert "Het wachtwoord dat je hebt ingevuld is niet juist." in refused.content.decode()
    assert opened.redirect_chain[-1][0] == article.url
    assert "Bewegen" not in seen(Client(), article.url)
    assert article.title in soup(opened).find_all("h1")
    assert "Alleen met een wachtwoord" in soup(Client().get(article.url)).find_all("h1")


def test_a_page_for_staff_leads_to_a_login_and_back(client: Client, article: BlogPostPage) -> None:
    restrict(article, PageViewRestriction.LOGIN)
    staff = UserFactory(groups=["Receptie"])
    staff.set_password("op-de-hoek-9")
    staff.save()
    action, typed = form_of(client, article)

    opened = client.post(
        action, typed | {"username": staff.username, "password": "op-de-hoek-9"}, follow=True
    )

    assert article.title in soup(opened).find_all("h1")


def test_a_login_that_may_not_open_the_page_hears_so_and_goes_round_in_no_circle(
    client: Client, article: BlogPostPage
) -> None:
    restriction = restrict(article, PageViewRestriction.GROUPS)
    restriction.groups.add(Group.objects.get(name="Redactie"))
    client.force_login(UserFactory(groups=["Receptie"]))

    page = client.get(article.url, follow=True)

    assert "Met jouw login kan je deze pagina niet bekijken." in page.content.decode()
    client.force_login(UserFactory(groups=["Redactie"]))
    assert article.title in soup(client.get(article.url)).find_all("h1")


def test_a_private_list_hides_what_is_under_it(client: Client) -> None:
    index = BlogIndexPageFactory()
    article = BlogPostPageFactory(parent=index, title="Eronder")
    restrict(index, PageViewRestriction.LOGIN)

    assert "Eronder" not in seen(client, "/")
    assert client.get(article.url).status_code == 302


def test_a_document_opens_for_all_until_its_collection_is_private(client: Client) -> None:
    private = Collection.get_first_root_node().add_child(name="Intern")
    free, kept = (
        Document.objects.create(
            title=name, file=ContentFile(b"%PDF-1.4", f"{name}.pdf"), collection=collection
        )
        for name, collection in [("folder", Collection.get_first_root_node()), ("intern", private)]
    )
    CollectionViewRestriction.objects.create(
        collection=private, restriction_type=CollectionViewRestriction.PASSWORD, password="zwaluw"
    )

    assert b"".join(client.get(free.url).streaming_content) == b"%PDF-1.4"
    asked = soup(client.get(kept.url))
    assert "Alleen met een wachtwoord" in asked.find_all("h1")
    assert "Het wachtwoord van dit document krijg je van de praktijk." in asked.find_all("p")
