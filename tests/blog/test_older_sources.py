"""The report about articles with older sources, and the reminder on the first screen."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from references.models import SourceSettings
from tests.factories.blog import BlogPostPageFactory, cite
from tests.factories.references import ReferenceFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db

HOME = reverse("wagtailadmin_home")
REPORT = reverse("older_sources")


def old_article(**kwargs):
    source = ReferenceFactory(csl__issued={"date-parts": [[1999]]})
    return BlogPostPageFactory(body=[cite(source)], **kwargs)


def titles(client):
    return [one.article.title for one in client.get(REPORT).context["articles"]]


def test_the_report_lists_articles_on_line_and_no_drafts(admin_client):
    old_article(title="Slaap")
    old_article(title="Nog niet af", live=False)

    assert titles(admin_client) == ["Slaap"]


def test_what_is_old_follows_the_setting(admin_client):
    today = timezone.localdate()
    source = ReferenceFactory(csl__issued={"date-parts": [[today.year - 15]]})
    BlogPostPageFactory(title="Slaap", body=[cite(source)], published_on=today)
    assert titles(admin_client) == ["Slaap"]

    SourceSettings.objects.update_or_create(defaults={"old_after_years": 20})

    assert titles(admin_client) == []


def test_the_first_screen_counts_the_articles(admin_client):
    assert REPORT not in panel(admin_client)

    old_article()
    old_article()

    assert f'href="{REPORT}"' in panel(admin_client)


def panel(client):
    """The first screen without its menu, which leads there as well."""
    return client.get(HOME).content.decode().partition('id="older-sources-section"')[2]


@pytest.mark.parametrize("url", [HOME, REPORT])
def test_more_articles_take_no_more_queries(admin_client, url):
    old_article()
    one = queries(admin_client, url)
    for _ in range(5):
        old_article()

    assert queries(admin_client, url) == one


def queries(client, url):
    """Of the second request: the first one fills Wagtail's memory."""
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_a_therapist_is_told_of_their_own_articles(client):
    therapist = UserFactory(groups=["Kinesitherapeuten"])
    old_article(title="Van een collega")
    old_article(title="Van mij", owner=therapist)
    client.force_login(therapist)

    assert titles(client) == ["Van mij"]


def test_the_desk_sees_neither_report_nor_reminder(client):
    old_article()
    client.force_login(UserFactory(groups=["Receptie"]))

    assert client.get(REPORT).status_code == 302
    assert REPORT not in client.get(HOME).content.decode()
