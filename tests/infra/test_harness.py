"""What every other test relies on."""

import socket

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import connection
from django.template import Context, Origin, Template
from django.utils import timezone
from wagtail.models import Page, Site

from tests.clock import MOMENT


@pytest.mark.django_db
def test_what_migrations_made_is_there():
    assert Page.objects.filter(depth=1).count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_a_test_that_commits_leaves_nothing_and_takes_nothing_away(turn):
    assert not Group.objects.filter(name="left behind").exists()
    assert Page.objects.filter(depth=1).count() == 1

    Group.objects.create(name="left behind")
    Site.objects.all().delete()


def test_another_machine_cannot_be_reached():
    with pytest.raises(pytest.fail.Exception, match=r"looked up 192\.0\.2\.1"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
    with (
        pytest.raises(pytest.fail.Exception, match=r"spoke to 192\.0\.2\.1"),
        socket.socket() as plain,
    ):
        plain.connect(("192.0.2.1", 80))


def machine_now(tmp_path):
    """The moment by the clock of the machine, which dates its files."""
    (tmp_path / "new").touch()
    return (tmp_path / "new").stat().st_mtime


@pytest.mark.parametrize("turn", [1, 2])
def test_each_test_begins_at_the_same_moment(turn, tmp_path):
    began = MOMENT or machine_now(tmp_path)

    assert abs(timezone.now().timestamp() - began) < 30


@pytest.mark.real_clock
def test_a_test_that_starts_programs_can_have_their_clock(tmp_path):
    assert abs(timezone.now().timestamp() - machine_now(tmp_path)) < 1


@pytest.mark.django_db
def test_the_database_is_not_the_one_of_the_site():
    assert connection.settings_dict["NAME"].startswith("kinesite_test_")


@pytest.mark.parametrize(
    "body",
    [
        "{{ missing }}",
        "{% if True %}{{ missing.name|upper }}{% endif %}",
        "{{ missing|default:'x' }}",
    ],
)
def test_a_template_of_ours_may_not_use_an_undefined_name(body):
    template = Template(body, origin=Origin(str(settings.BASE_DIR / "templates/some.html")))

    with pytest.raises(pytest.fail.Exception, match=r"missing.* in templates/some.html"):
        template.render(Context())


def test_a_template_of_others_may_leave_a_name_out():
    installed = Origin(str(settings.BASE_DIR / ".venv/some.html"))

    assert Template("[{{ missing }}]", origin=installed).render(Context()) == "[]"
    assert Template("[{{ missing|default:'x' }}]", origin=installed).render(Context()) == "[x]"
