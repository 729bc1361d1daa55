"""An editor turns citations that were typed long ago into real ones; a reader sees numbers."""

import re

import pytest
from django.urls import reverse
from django.utils.translation import gettext
from playwright.sync_api import Page, expect

from blog.models import BlogPostPage, ListedSource
from tests.factories.blog import BlogPostPageFactory
from tests.factories.references import SLEEP_CSL, ReferenceFactory

OLD = (
    "<p>Slaap helpt wonden genezen (Mostaghimi et al., 2005). Volgens Modaal en collega’s (2018)"
    " ook. Mostaghimi en collega’s (2005) zagen dat.</p>"
)


@pytest.fixture
def old_article():
    post = BlogPostPageFactory(title="Slaap en herstel", body=[("paragraph", OLD)])
    ListedSource.objects.create(page=post, reference=ReferenceFactory(csl=SLEEP_CSL))
    return post


def log_in(page: Page, admin_client, base_url: str) -> None:
    session = admin_client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": base_url}])


def link_first(page: Page) -> None:
    rows = page.locator("input[name=link]")
    expect(rows).to_have_count(2)
    rows.nth(1).uncheck()
    page.get_by_role("button", name=gettext("Link what is ticked")).click()
    expect(page.locator("input[name=link]")).to_have_count(1)


def test_an_editor_links_old_citations_and_a_reader_sees_the_source(
    page, admin_client, base_url, settings, old_article
):
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0  # no save under way when a test ends
    log_in(page, admin_client, base_url)

    page.goto(reverse("wagtailadmin_pages:edit", args=[old_article.pk]))
    page.get_by_role("button", name=re.compile(gettext("Actions"))).first.click()
    page.get_by_role("link", name=gettext("Check the sources")).click()
    expect(page.get_by_text("Modaal en collega’s (2018)").first).to_be_visible()
    link_first(page)
    page.get_by_role("link", name=gettext("Edit the article")).click()
    text = page.locator(".public-DraftEditor-content").first
    expect(text.locator(".TooltipEntity")).to_have_text("(Mostaghimi e.a., 2005)")
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    page.locator("button[name=action-publish]").click()
    page.wait_for_url(re.compile(r"/pages/\d+/$"))

    page.goto(BlogPostPage.objects.get().url)
    expect(page.locator(".prose")).to_contain_text("genezen\u2060[1]. Volgens Modaal")
    expect(page.locator(".sources__item")).to_have_count(1)


def test_linking_needs_no_scripts(page_without_scripts, admin_client, base_url, old_article):
    log_in(page_without_scripts, admin_client, base_url)

    page_without_scripts.goto(reverse("article_sources", args=[old_article.pk]))
    link_first(page_without_scripts)

    old_article.refresh_from_db()
    draft = old_article.get_latest_revision_as_object()
    assert draft.body[0].value.source.count('linktype="citation"') == 1
