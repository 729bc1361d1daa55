"""What a visitor sees when something went wrong."""

import pytest
from django.test import Client
from django.urls import reverse

from kinesite import views


@pytest.mark.django_db
def test_a_page_that_is_not_there_has_a_page_of_its_own(client):
    response = client.get("/niets/")

    assert response.status_code == 404
    assert response.templates[0].name == "404.html"


def test_the_page_after_a_fault_asks_nothing_of_the_database(rf):
    """No database mark: a query would fail the test."""
    response = views.server_error(rf.get("/"))

    assert response.status_code == 500
    assert b"<h1" in response.content


@pytest.mark.django_db
def test_a_form_without_its_token_gets_a_page_that_says_what_to_do():
    response = Client(enforce_csrf_checks=True).post(reverse("booking:start"), {"name": "Jan"})

    assert response.status_code == 403
    assert response.templates[0].name == "403_csrf.html"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sent", "status", "words"),
    [
        ({"data": {"username": "é" * 1_500_000}}, 413, "Er is niets van bewaard"),
        ({"HTTP_HOST": "bad host"}, 400, "Er is niets bewaard"),
    ],
)
def test_what_the_site_does_not_take_in_gets_a_page_that_says_so(client, sent, status, words):
    response = client.post(reverse("wagtailadmin_login"), **sent)

    assert response.status_code == status
    assert response.content.decode().count(words) == 1
