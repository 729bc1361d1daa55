"""Planned tasks that run, and the site that says so when they do not."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from wagtail.models import Revision

from kinesite.celery import app
from kinesite.models import Heartbeat
from kinesite.tasks import beat
from tests.factories.blog import BlogPostPageFactory
from tests.factories.users import UserFactory
from tests.processes import Program, wait_until
from tests.queries import queries_of
from tests.site.pages import soup

SCREENS = ["/beheer/", "/beheer/agenda/", "/beheer/account/", "/beheer/berichten/"]
GROUPS = ["Receptie", "Kinesitherapeuten", "Redactie"]


@pytest.fixture
def since(db: None) -> datetime:
    """The time of the last planned task: too long ago."""
    stopped = timezone.now() - timedelta(days=2)
    Heartbeat.objects.update(beat_at=stopped)
    return timezone.localtime(stopped)


def warning(client: Client, screen: str) -> str:
    page = soup(client.get(screen, follow=True))
    return " ".join(
        words for words, found in page.find("div") if found.get("class") == "schedule-warning"
    )


def test_every_planned_task_exists() -> None:
    app.loader.import_default_modules()

    planned = {entry["task"] for entry in app.conf.beat_schedule.values()}

    assert planned - set(app.tasks) == set()


def test_what_is_planned_for_a_moment_is_done_within_the_minute() -> None:
    planned = {entry["task"]: entry["schedule"] for entry in app.conf.beat_schedule.values()}

    assert planned["kinesite.publish_planned"] <= 30
    assert planned["kinesite.beat"] <= 30


@pytest.mark.django_db
@pytest.mark.usefixtures("broker")
def test_the_health_address_says_since_when_nothing_runs(client: Client, since: datetime) -> None:
    response = client.get("/health/ready")

    assert (response.status_code, response.content.decode()) == (
        200,
        f"ready\nNothing has run by schedule since {since:%Y-%m-%d %H:%M}:"
        " beat or the worker stands still.",
    )


@pytest.mark.django_db
@pytest.mark.usefixtures("broker", "since")
def test_one_planned_task_that_ran_is_enough(client: Client) -> None:
    beat()

    assert client.get("/health/ready").content == b"ready"


@pytest.mark.django_db
@pytest.mark.parametrize("group", GROUPS)
def test_all_staff_are_warned_on_each_screen_that_nothing_happens_by_itself(
    client: Client, since: datetime, group: str
) -> None:
    client.force_login(UserFactory(groups=[group]))

    for screen in SCREENS:
        shown = warning(client, screen)
        assert f", {since:%H:%M} gebeurt er niets meer vanzelf" in shown
        assert "geplande pagina's gaan niet online of offline" in shown


@pytest.mark.django_db
def test_while_planned_tasks_run_nobody_is_warned(client: Client) -> None:
    client.force_login(UserFactory(groups=["Redactie"]))
    beat()

    assert [warning(client, screen) for screen in SCREENS] == [""] * len(SCREENS)


@pytest.mark.django_db
def test_a_page_that_could_not_be_published_is_named(client: Client) -> None:
    client.force_login(UserFactory(groups=["Redactie"]))
    page = BlogPostPageFactory(title="Zomeruren", live=False)
    page.save_revision()
    late = timezone.now() - timedelta(minutes=5)
    Revision.objects.update(approved_go_live_at=late)
    beat()

    assert "“Zomeruren” ging niet online of offline zoals gepland." in warning(client, "/beheer/")
    assert "as planned" in client.get("/health/ready").content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("since")
def test_the_warning_takes_one_query_and_none_while_all_is_known_to_be_well(
    client: Client,
) -> None:
    client.force_login(UserFactory(groups=["Receptie"]))

    def asked() -> int:
        queries = queries_of(client, "/beheer/account/")
        # The count of what needs the desk is one query for all kinds of it.
        return sum("kinesite_heartbeat" in sql and "UNION" not in sql for sql in queries)

    while_it_stands_still = asked()
    beat()

    assert (while_it_stands_still, asked()) == (1, 0)


@pytest.mark.django_db
def test_the_warning_comes_within_half_a_minute_and_goes_at_once(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(UserFactory(groups=["Receptie"]))
    beat()
    assert not warning(client, "/beheer/")
    Heartbeat.objects.update(beat_at=timezone.now() - timedelta(hours=1))

    later = timezone.now().timestamp() + 30
    monkeypatch.setattr("time.time", lambda: later)
    assert "gebeurt er niets meer vanzelf" in warning(client, "/beheer/")

    beat()
    assert not warning(client, "/beheer/")


@pytest.mark.django_db
def test_there_is_one_heartbeat() -> None:
    """The migration made it, so a fresh site counts from there."""
    assert Heartbeat.objects.count() == 1

    with pytest.raises(IntegrityError), transaction.atomic():
        Heartbeat.objects.create(pk=2, beat_at=timezone.now())


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_beat_and_the_worker_publish_within_a_minute(
    start_celery: Callable[..., Program], worker: Program, tmp_path: Path
) -> None:
    Heartbeat.objects.update(beat_at=timezone.now() - timedelta(days=1))
    page = BlogPostPageFactory(live=False)
    page.go_live_at = timezone.now() + timedelta(seconds=1)
    page.save_revision().publish()

    start_celery("beat", "--schedule", str(tmp_path / "beat"), until="beat: Starting...")

    wait_until(lambda: type(page).objects.live().exists(), seconds=60)
    wait_until(lambda: not Heartbeat.objects.get().is_stale(timezone.now()), seconds=30)
