"""Pages that go online and offline at the time that an editor planned."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from django.core.management import call_command
from django.db.models import F
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, ReferenceIndex
from wagtail.signals import page_published

from blog.attention import sources_by_article
from blog.models import BlogPostPage
from kinesite.models import StandardPage
from kinesite.planned import publish_planned
from kinesite.tasks import publish_planned_pages
from references.library.usage import places
from tests.booking.support.racing import together
from tests.factories.blog import BlogIndexPageFactory, BlogPostPageFactory, cite, figure
from tests.factories.references import CreditedImageFactory, ReferenceFactory

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
# Whoever prefers to run Wagtail's own command from a cron job gets the same.
works_alike = pytest.mark.parametrize(
    "run", [publish_planned_pages, partial(call_command, "publish_scheduled")]
)


@pytest.fixture
def now() -> datetime:
    return timezone.now()


def plan(page: Page, go_live_at: datetime, expire_at: datetime | None = None) -> None:
    """Plan what an editor typed: stored as a version that goes online later."""
    page.go_live_at, page.expire_at = go_live_at, expire_at
    page.save_revision().publish()


def time_passes(page: Page, by: timedelta) -> None:
    """Shift all planned times into the past, as Wagtail reads the clock itself."""
    for revision in page.revisions.all():
        for name in ("go_live_at", "expire_at"):
            if planned := revision.content.get(name):
                shifted = datetime.fromisoformat(planned) - by
                revision.content[name] = shifted.isoformat()
        if revision.approved_go_live_at:
            revision.approved_go_live_at -= by
        revision.save()
    Page.objects.filter(pk=page.pk).update(
        go_live_at=F("go_live_at") - by, expire_at=F("expire_at") - by
    )


def titles(client: Client, address: str) -> str:
    return client.get(address).content.decode()


@works_alike
def test_a_planned_article_comes_online_everywhere_at_once(
    client: Client, now: datetime, run: Callable[[], None]
) -> None:
    photo, source = CreditedImageFactory(), ReferenceFactory()
    index = BlogIndexPageFactory()
    page = BlogPostPageFactory(
        title="Gepland stuk", live=False, body=[figure(photo, alt="Een rug"), cite(source)]
    )
    plan(page, now + HOUR)
    before = client.get(page.url).status_code
    time_passes(page, HOUR + timedelta(seconds=1))

    run()

    assert (before, client.get(page.url).status_code) == (404, 200)
    assert "Gepland stuk" in titles(client, index.url)
    assert "Gepland stuk" in titles(client, f"{index.url}feed/")
    assert photo.renditions.exists()
    assert list(BlogPostPage.objects.live().search("gepland")) == [page]
    assert [str(place) for place in places([source])] == ["“Gepland stuk”"]
    assert sources_by_article()[page.pk].cited == {source.pk}
    assert history(page)[-1] == "wagtail.publish.scheduled"


@works_alike
def test_an_expired_article_is_gone_everywhere_and_its_sources_stay_known(
    client: Client, now: datetime, run: Callable[[], None]
) -> None:
    source, index = ReferenceFactory(), BlogIndexPageFactory()
    page = BlogPostPageFactory(title="Voorbij stuk", body=[cite(source)])
    page.save_revision().publish()
    plan(page, now - HOUR, now + HOUR)
    time_passes(page, 2 * HOUR)

    run()

    page.refresh_from_db()
    assert (page.live, page.expired, client.get(page.url).status_code) == (False, True, 404)
    assert "Voorbij stuk" not in titles(client, index.url)
    assert "Voorbij stuk" not in titles(client, f"{index.url}feed/")
    assert list(BlogPostPage.objects.live().search("voorbij")) == []
    assert [str(place) for place in places([source])] == ["“Voorbij stuk” (concept)"]
    assert ReferenceIndex.objects.filter(to_object_id=str(source.pk)).exists()
    assert history(page)[-1] == "wagtail.unpublish.scheduled"


def history(page: BlogPostPage) -> list[str]:
    entries = PageLogEntry.objects.filter(page=page.pk).order_by("timestamp", "pk")
    return list(entries.values_list("action", flat=True))


def test_a_page_comes_not_a_moment_too_early_and_only_once(now: datetime) -> None:
    page = BlogPostPageFactory(live=False)
    plan(page, now + HOUR)

    publish_planned(now=now)
    early = BlogPostPage.objects.get(pk=page.pk).live
    time_passes(page, 2 * HOUR)
    for _ in range(2):
        publish_planned(now=now)

    assert early is False
    assert history(page).count("wagtail.publish.scheduled") == 1


def test_a_page_that_fails_stops_no_other(now: datetime, caplog: pytest.LogCaptureFixture) -> None:
    broken, sound = (BlogPostPageFactory(live=False) for _ in range(2))
    for page in (broken, sound):
        plan(page, now + HOUR)
        time_passes(page, 2 * HOUR)

    def fail(instance: Any, **kwargs: Any) -> None:
        if instance.pk == broken.pk:
            raise OSError

    page_published.connect(fail)
    try:
        publish_planned(now=now)
    finally:
        page_published.disconnect(fail)

    online = BlogPostPage.objects.live()
    assert list(online) == [sound]
    assert "did not go online or offline as planned" in caplog.text
    # Nothing of it is half done, so the next round can do it.
    publish_planned(now=now)
    assert set(online.all()) == {broken, sound}


def test_a_version_planned_for_later_outlives_the_expiry_of_the_one_before(now: datetime) -> None:
    page = BlogPostPageFactory(title="Eerste")
    plan(page, now - HOUR, now + HOUR)
    page.title = "Tweede"
    plan(page, now + 3 * HOUR, now + 9 * HOUR)

    time_passes(page, 2 * HOUR)
    publish_planned(now=now)
    between = BlogPostPage.objects.get(pk=page.pk)
    time_passes(page, 2 * HOUR)
    publish_planned(now=now)

    after = BlogPostPage.objects.get(pk=page.pk)
    assert (between.live, after.live, after.title) == (False, True, "Tweede")


def test_after_a_long_standstill_a_page_whose_last_day_is_over_is_not_shown(now: datetime) -> None:
    page = BlogPostPageFactory(live=False)
    plan(page, now + HOUR, now + 2 * HOUR)
    time_passes(page, 3 * HOUR)

    publish_planned(now=now)

    page.refresh_from_db()
    assert (page.live, page.expired) == (False, True)


def test_an_alias_follows_its_article(now: datetime) -> None:
    page = BlogPostPageFactory(live=False)
    alias = page.create_alias(update_slug="ook-hier")
    plan(page, now + HOUR)
    time_passes(page, 2 * HOUR)

    publish_planned(now=now)

    alias.refresh_from_db()
    assert alias.live


def test_every_kind_of_page_can_be_planned(now: datetime) -> None:
    home = BlogIndexPageFactory().get_parent()
    page = home.add_child(instance=StandardPage(title="Zomeruren", live=False))
    page.go_live_at = now + HOUR
    page.save_revision().publish()
    time_passes(page, 2 * HOUR)

    publish_planned(now=now)

    assert StandardPage.objects.live().get() == page


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_do_everything_once(now: datetime) -> None:
    comes, goes = BlogPostPageFactory(live=False), BlogPostPageFactory()
    plan(comes, now + HOUR)
    plan(goes, now - HOUR, now + HOUR)
    for page in (comes, goes):
        time_passes(page, 2 * HOUR)

    results = together(*[partial(publish_planned, now=now)] * 4)

    assert results == [None] * 4
    assert set(BlogPostPage.objects.live()) == {comes}
    assert history(comes).count("wagtail.publish.scheduled") == 1
    assert history(goes).count("wagtail.unpublish.scheduled") == 1
