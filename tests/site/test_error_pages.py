from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client

from kinesite.models import PracticeSettings
from tests.site.pages import links, soup


@pytest.mark.django_db
def test_a_missing_page_offers_the_ways_on(client: Client) -> None:
    response = client.get("/bestaat-niet/")

    assert response.status_code == 404
    assert soup(response).find_all("h1") == ["Deze pagina vinden we niet"]
    assert links(response, "button") == {"Afspraak maken": "/afspraak/", "Naar de startpagina": "/"}


@pytest.mark.django_db
def test_a_missing_page_needs_no_practice(client: Client) -> None:
    PracticeSettings.objects.all().delete()

    assert client.get("/bestaat-niet/").status_code == 404


@pytest.mark.django_db
def test_a_form_without_its_token_is_told_to_send_again() -> None:
    response = Client(enforce_csrf_checks=True).post("/beheer/login/", {"username": "an"})

    assert response.status_code == 403
    assert soup(response).find_all("h1") == ["Stuur het nog eens"]


def test_the_page_for_a_fault_of_ours_needs_no_database() -> None:
    """Runs without the database mark: a query would fail it."""
    page = render_to_string("500.html")

    assert "<h1>Er liep iets mis</h1>" in page


def test_the_page_for_a_fault_of_ours_builds_on_no_other_template() -> None:
    source = (Path(settings.BASE_DIR) / "templates/500.html").read_text()

    assert [word for word in ("{% extends", "{% include", "{% translate") if word in source] == []
