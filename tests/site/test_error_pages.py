import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.test import Client, RequestFactory
from django.utils.translation import override

from kinesite import views
from kinesite.known_phone import keep_phone, known_phone
from kinesite.models import PracticeSettings
from kinesite.uploads.middleware import too_large
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
    response = Client(enforce_csrf_checks=True).post("/afspraak/", {"name": "an"})

    assert response.status_code == 403
    assert soup(response).find_all("h1") == ["Stuur het nog eens"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("method", "path", "words"),
    [
        ("post", "/afspraak/", "Dat gaat hier niet"),
        ("put", "/fr/afspraak/momenten/", "Cela ne fonctionne pas ici"),
        ("delete", "/en/afspraak/mijn-link/", "That does not work here"),
        ("patch", "/bronnen/", "Dat gaat hier niet"),
        ("post", "/afspraak/bezoek/x/", "Dat gaat hier niet"),
    ],
)
def test_what_an_address_does_not_take_is_told_on_a_page(
    client: Client, method: str, path: str, words: str
) -> None:
    response = getattr(client, method)(path)

    assert response.status_code == 405
    assert "GET" in response["Allow"]
    assert soup(response).find_all("h1") == [words]


def plain(answer: HttpResponse) -> str:
    """The words of the page on one line."""
    return " ".join(soup(answer).find_all("main")[0].replace("\xa0", " ").split())


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/afspraak/", "Er liep iets mis Dat ligt aan ons, niet aan jou."),
        ("/fr/afspraak/", "Une erreur s’est produite Cela vient de nous, pas de vous."),
        ("/en/afspraak/", "Something went wrong That is our fault, not yours."),
    ],
)
def test_a_fault_of_ours_is_told_in_the_language_of_the_address(
    rf: RequestFactory, path: str, words: str
) -> None:
    """Runs without the database mark: a query would fail it."""
    page = plain(views.server_error(rf.post(path)))

    assert page.startswith(words)


@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_a_page_for_when_all_is_broken_builds_on_no_other_template(name: str) -> None:
    source = (Path(settings.BASE_DIR) / "templates" / name).read_text()

    assert [word for word in ("{% extends", "{% include", "{% url") if word in source] == []


def test_a_fault_of_ours_claims_nothing_that_nobody_knows(rf: RequestFactory) -> None:
    """Nobody is told of it but the log, and what was sent may have been stored before it failed."""
    keep_phone("")

    page = plain(views.server_error(rf.post("/afspraak/")))

    assert re.findall(r"melding|kijken het na|niets (?:geboekt|bewaard)|\bbel\b", page) == []
    assert "Kijk eerst in je mailbox: kreeg je er een mail over, dan is het gelukt." in page


ANSWERS: list[Callable[[HttpRequest], HttpResponse]] = [
    views.server_error,
    lambda request: views.bad_request(request, Exception()),
    views.csrf_failure,
    too_large,
    lambda request: views.method_not_allowed(request, HttpResponseNotAllowed(["GET"])),
]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/afspraak/", "Of bel ons: 051 00 14 00"),
        ("/fr/afspraak/", "Ou appelez-nous : 051 00 14 00"),
        ("/en/afspraak/", "Or call us: 051 00 14 00"),
    ],
)
def test_a_page_that_failed_has_the_number_to_call(
    client: Client, answer: Callable[[HttpRequest], HttpResponse], path: str, words: str
) -> None:
    practice = PracticeSettings.load()
    practice.phone = "+3251001400"
    practice.save()
    request = client.get(path).wsgi_request

    with override(path[1:3] if path[3] == "/" else "nl"):
        page = answer(request)

    assert words in plain(page)
    assert links(page)["051 00 14 00"] == "tel:+3251001400"


@pytest.mark.django_db(transaction=True)
def test_a_number_that_the_practice_takes_away_is_shown_no_longer(rf: RequestFactory) -> None:
    practice = PracticeSettings.load()
    practice.phone = "+3251001400"
    practice.save()
    practice.phone = ""
    practice.save()

    assert "tel:" not in views.server_error(rf.get("/")).content.decode()


@pytest.mark.django_db
def test_a_number_that_was_stored_before_is_known_after_migrating(
    rf: RequestFactory, django_capture_on_commit_callbacks: Any
) -> None:
    PracticeSettings.load()
    PracticeSettings.objects.update(phone="+3251001400")

    with django_capture_on_commit_callbacks(execute=True):
        call_command("migrate", "kinesite", verbosity=0)

    assert "tel:+3251001400" in views.server_error(rf.get("/")).content.decode()


def test_a_number_that_cannot_be_kept_fails_nothing(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "a file"
    settings.MEDIA_ROOT.write_text("")

    keep_phone("+3251001400")

    assert known_phone() == ""
