"""Articles to test with, under a home page of their own site."""

from datetime import date
from typing import Any

import factory
from factory.django import DjangoModelFactory
from wagtail.models import Page, Site

from blog.models import BlogIndexPage, BlogPostPage, ListedSource
from references.models import CreditedImage, Reference
from tests.factories.booking import PractitionerFactory
from tests.factories.references import ReferenceFactory


class PageFactory(DjangoModelFactory):
    """Adds the page below `parent`, or below the root of the site."""

    class Meta:
        abstract = True

    @classmethod
    def _create(
        cls, model_class: type[Page], *args: Any, parent: Page | None = None, **kwargs: Any
    ) -> Page:
        return (parent or cls.default_parent()).add_child(instance=model_class(**kwargs))

    @classmethod
    def default_parent(cls) -> Page:
        return Site.objects.get(is_default_site=True).root_page


class BlogIndexPageFactory(PageFactory):
    class Meta:
        model = BlogIndexPage

    title = "Artikels"
    slug = "artikels"


class BlogPostPageFactory(PageFactory):
    """A live article with one paragraph; `body` takes (block type, value) pairs."""

    class Meta:
        model = BlogPostPage

    title = factory.Sequence(lambda n: f"Artikel {n}")
    slug = factory.Sequence(lambda n: f"artikel-{n}")
    introduction = "Waarom bewegen helpt."
    author = factory.SubFactory(PractitionerFactory)
    published_on = date(2026, 11, 2)
    body = [("paragraph", "<p>Bewegen helpt.</p>")]

    @classmethod
    def default_parent(cls) -> Page:
        return BlogIndexPage.objects.first() or BlogIndexPageFactory()


class ListedSourceFactory(DjangoModelFactory):
    """A source in the list of an article that is stored."""

    class Meta:
        model = ListedSource

    page = factory.SubFactory(BlogPostPageFactory)
    reference = factory.SubFactory(ReferenceFactory)


def marker(reference: Reference | int) -> str:
    """What the editor stores where `reference` is cited; a number stands for one that is gone."""
    pk = reference if isinstance(reference, int) else reference.pk
    return f'<a id="{pk}" linktype="citation">(bron {pk})</a>'


def cite(*references: Reference | int) -> tuple[str, str]:
    """A paragraph that cites these, each after a word of its own."""
    return ("paragraph", "<p>" + " ".join(f"woord {marker(one)}" for one in references) + ".</p>")


def figure(
    image: CreditedImage, *, alt: str = "Wat er te zien is", caption: str = ""
) -> tuple[str, Any]:
    return (
        "figure",
        {"image": {"image": image, "alt_text": alt, "decorative": not alt}, "caption": caption},
    )
