"""The pages of the demo site: home, standard pages, team, articles."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from wagtail.models import Page

from blog.models import BlogIndexPage, BlogPostPage, ListedSource
from booking.models import Practitioner
from kinesite.demo import content
from kinesite.demo.bodies import BodyWriter
from kinesite.models import HomePage, PracticeSettings, StandardPage, TeamMember, TeamPage
from references.models import CreditedImage


def exists() -> bool:
    return any(kind.objects.exists() for kind in (BlogIndexPage, StandardPage, TeamPage))


def make_practice_settings() -> int:
    """Fill the settings of the practice unless somebody gave it an address."""
    stored = PracticeSettings.load()
    if stored.street:
        return 0
    for field, value in content.practice()["practice"].items():
        setattr(stored, field, value.strip())
    stored.full_clean()
    stored.save()
    return 1


def make_pages(home: Page, writer: BodyWriter) -> int:
    """Make the standard pages, and name those for the foot of every page in the settings."""
    texts = content.pages()
    for text in texts:
        page = StandardPage(
            title=text.meta["title"],
            slug=text.slug,
            introduction=text.meta["introduction"],
            search_description=text.meta["introduction"],
            show_in_menus=text.meta["in_menu"],
            body=writer.page(text),
        )
        published(home.add_child(instance=page))
    stored = PracticeSettings.load()
    for field, slug in (("privacy_page", "privacy"), ("accessibility_page", "toegankelijkheid")):
        if getattr(stored, field) is None:
            setattr(stored, field, home.get_children().get(slug=slug))
    stored.save()
    return len(texts)


def make_team(home: Page, images: Mapping[str, CreditedImage]) -> int:
    """Make the team page with a card for each therapist."""
    portraits = {row["slug"]: row["portrait"] for row in content.practice()["therapists"]}
    team = home.add_child(instance=_listed(TeamPage, content.practice()["team"]))
    team.members = [
        TeamMember(practitioner=therapist, photo=images[portraits[therapist.slug]])
        for therapist in Practitioner.objects.filter(slug__in=portraits)
    ]
    published(team)
    return len(portraits)


def make_articles(home: Page, writer: BodyWriter, *, today: date) -> int:
    """Make the article list and its articles, dated back from `today`."""
    index = published(
        home.add_child(instance=_listed(BlogIndexPage, content.practice()["articles"]))
    )
    authors = {therapist.slug: therapist for therapist in Practitioner.objects.all()}
    texts = sorted(content.articles(), key=lambda text: -text.meta["days_ago"])
    for text in texts:
        image = writer.images[text.meta["image"]]
        article = BlogPostPage(
            title=text.meta["title"],
            slug=text.slug,
            introduction=text.meta["introduction"],
            author=authors[text.meta["author"]],
            published_on=today - timedelta(days=text.meta["days_ago"]),
            hero_image=image,
            hero_alt=image.description,
            body=writer.article(text),
        )
        article.listed_sources = [
            ListedSource(reference=writer.sources[name]) for name in text.listed
        ]
        published(index.add_child(instance=article))
    return len(texts)


def fill_home(home: HomePage, images: Mapping[str, CreditedImage]) -> int:
    """Fill the home page last, as its entry points lead to the other pages."""
    about = content.practice()["home"]
    pages = dict(Page.objects.descendant_of(home).values_list("slug", "pk"))
    for field in ("heading", "introduction", "search_description"):
        setattr(home, field, about[field])
    home.image = images[about["image"]]
    home.entry_points = json.dumps(
        [
            {"type": "entry", "value": entry | {"page": pages[entry["page"]]}}
            for entry in about["entries"]
        ]
    )
    published(home)
    return len(about["entries"])


def published(page: Any) -> Any:
    """Publish a page through a revision as an editor does, so that receivers of the signal run."""
    page.save_revision(changed=True).publish()
    page.refresh_from_db()
    return page


def _listed(kind: type[Page], about: Mapping[str, str]) -> Page:
    return kind(
        title=about["title"],
        slug=about["slug"],
        introduction=about["introduction"],
        search_description=about["introduction"],
        show_in_menus=True,
    )
