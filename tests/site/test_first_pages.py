"""What the migrations leave behind on an empty installation."""

from importlib import import_module

import pytest
from django.apps import apps
from wagtail.models import Page, Site

from kinesite.models import HomePage, PracticeSettings

pytestmark = pytest.mark.django_db

migration = import_module("kinesite.migrations.0001_initial")


def test_the_default_site_starts_at_the_home_page() -> None:
    home = HomePage.objects.get()

    assert Site.objects.get(is_default_site=True).root_page_id == home.pk
    assert (home.title, home.depth, home.url_path, home.live) == ("Startpagina", 2, "/home/", True)


def test_nothing_is_left_of_the_welcome_page() -> None:
    assert [page.specific_class for page in Page.objects.filter(depth=2)] == [HomePage]


def test_the_page_tree_is_sound() -> None:
    assert Page.find_problems() == ([], [], [], [], [])


def test_the_practice_waits_to_be_filled_in() -> None:
    assert [practice.name for practice in PracticeSettings.objects.all()] == ["Kinepraktijk"]


def test_a_second_run_changes_nothing() -> None:
    before = list(Page.objects.values())

    for step in (migration.make_home_page, migration.make_default_site, migration.make_practice):
        step(apps, None)

    assert list(Page.objects.values()) == before
    assert PracticeSettings.objects.count() == 1


def test_a_database_without_pages_gets_none() -> None:
    Page.objects.all().delete()

    migration.make_home_page(apps, None)
    migration.make_default_site(apps, None)

    assert (HomePage.objects.count(), Site.objects.count()) == (0, 0)


def test_a_database_without_a_site_gets_one() -> None:
    Site.objects.all().delete()

    migration.make_default_site(apps, None)

    assert Site.objects.get().root_page_id == HomePage.objects.get().pk
