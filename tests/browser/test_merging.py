"""An editor finds two records of one work and makes them one; a reader notices nothing else."""

from django.urls import reverse
from django.utils.translation import gettext
from playwright.sync_api import expect

from references.models import Reference
from tests.factories.blog import BlogPostPageFactory, cite
from tests.factories.references import SLEEP_CSL, ReferenceFactory


def test_an_editor_merges_two_records_and_the_article_cites_one(editor):
    whole = ReferenceFactory(csl=SLEEP_CSL)
    typed = ReferenceFactory(
        csl={**SLEEP_CSL, "DOI": "10.1000/wrong", "PMID": "", "title": SLEEP_CSL["title"].lower()}
    )
    article = BlogPostPageFactory(title="Slaap en wonden", body=[cite(whole), cite(typed)])

    editor.goto(reverse("wagtailsnippets_references_reference:list"))
    editor.get_by_role("button", name=gettext("Actions")).click()
    editor.get_by_role("link", name=gettext("Possibly double")).click()
    expect(editor.get_by_role("link", name=gettext("Compare"))).to_be_visible()
    editor.get_by_role("link", name=gettext("Compare")).click()
    expect(editor.get_by_role("button", name=gettext("Merge"))).to_be_visible()
    editor.get_by_role("radio", name=str(whole), exact=True).check()
    editor.get_by_role("radio", name=SLEEP_CSL["DOI"]).check()
    editor.get_by_role("button", name=gettext("Merge")).click()
    expect(editor.get_by_text(gettext("No source looks double."))).to_be_visible()

    editor.goto(article.url)
    expect(editor.locator(".sources__item")).to_have_count(1)
    assert list(Reference.objects.values_list("doi", flat=True)) == [SLEEP_CSL["DOI"]]


def test_a_source_is_merged_with_what_a_search_finds(editor):
    one, other = ReferenceFactory(csl=SLEEP_CSL), ReferenceFactory(csl__title="Slaap als medicijn")

    editor.goto(reverse("wagtailsnippets_references_reference:edit", args=[one.pk]))
    editor.get_by_role("button", name=gettext("Actions")).click()
    editor.get_by_role("link", name=gettext("Merge")).click()
    editor.locator("#words").fill("medicijn")
    editor.get_by_role("button", name=gettext("Search in the library")).click()
    expect(editor.get_by_role("link", name=gettext("Compare"))).to_be_visible()
    editor.get_by_role("link", name=gettext("Compare")).click()
    editor.get_by_role("radio", name=str(other)).check()
    editor.get_by_role("button", name=gettext("Merge")).click()

    expect(editor.locator(".listing")).to_contain_text("Slaap als medicijn")
    assert list(Reference.objects.all()) == [other]
