"""The lists of patients and of mails are searched without a name in any address."""

import re
from datetime import timedelta
from http import HTTPStatus

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from booking.models import KeptAnswer
from tests.factories.booking import AppointmentFactory, NotificationFactory, PatientFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
LISTS = ["/beheer/patienten/", "/beheer/berichten/"]


@pytest.mark.parametrize("address", LISTS)
def test_a_search_is_posted_and_finds_roughly_what_was_typed(desk: Client, address: str) -> None:
    for name in ("Peeters Anna", "Maes Tom"):
        visit = AppointmentFactory(patient=PatientFactory(name=name))
        NotificationFactory(appointment=visit)

    page = desk.post(address, {"zoek": "ána peeters"}, follow=True).content.decode()

    assert ("Peeters Anna" in page, "Maes Tom" in page) == (True, False)
    assert 'value="ána peeters"' in page


@pytest.mark.parametrize("address", LISTS)
def test_no_form_or_link_of_the_list_puts_the_search_into_an_address(
    desk: Client, address: str
) -> None:
    NotificationFactory(appointment=AppointmentFactory(patient=PatientFactory(name="Anna Peeters")))

    for page in (desk.get(address), desk.post(address, {"zoek": "peeters"}, follow=True)):
        html = page.content.decode()
        forms = re.findall(r"<form[^>]*>.*?</form>", html, re.DOTALL)
        asked = [form for form in forms if 'name="zoek"' in form or 'name="q"' in form]
        assert [re.search('method="(.*?)"', form)[1] for form in asked] == ["post"]
        assert not re.search(
            '(href|action|data-[a-z-]*url[a-z-]*)="[^"]*(zoek|q=|peeters)', html, re.I
        )


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("a", "Typ minstens twee letters van een naam of drie cijfers van een nummer."),
        ("%%%", "Typ minstens twee letters van een naam of drie cijfers van een nummer."),
        ("", "Typ minstens twee letters van een naam of drie cijfers van een nummer."),
        ("xyzzy", "Niemand gevonden. Kijk de schrijfwijze na, of typ er minder van."),
        ("x" * 5000, "Niemand gevonden. Kijk de schrijfwijze na, of typ er minder van."),
        (
            "patient.example",
            "Er zijn er meer dan 50. Typ meer van de naam, of een stuk van het nummer.",
        ),
    ],
)
def test_a_search_that_leads_nowhere_says_why(desk: Client, typed: str, sentence: str) -> None:
    PatientFactory.create_batch(51)

    page = desk.post(LISTS[0], {"zoek": typed}, follow=True).content.decode()

    assert sentence in page


@pytest.mark.parametrize("address", LISTS)
def test_going_back_shows_again_what_was_found_of_each_search(desk: Client, address: str) -> None:
    for name in ("Peeters Anna", "Maes Tom"):
        NotificationFactory(appointment=AppointmentFactory(patient=PatientFactory(name=name)))
    anna = desk.post(address, {"zoek": "peeters"})["Location"]
    tom = desk.post(address, {"zoek": "maes"})["Location"]

    def seen(url: str) -> tuple[bool, bool]:
        page = desk.get(url).content.decode()
        return "Peeters Anna" in page, "Maes Tom" in page

    assert [seen(url) for url in (anna, tom)] == [(True, False), (False, True)]
    assert seen(f"{address}?gevonden=x") == (True, True)


def test_words_that_were_searched_are_kept_for_a_quarter_of_an_hour(desk: Client) -> None:
    found = desk.post(LISTS[0], {"zoek": "peeters"})
    assert 'value="peeters"' in desk.get(found["Location"]).content.decode()

    KeptAnswer.objects.update(answered_at=timezone.now() - timedelta(minutes=15, seconds=1))

    assert 'value="peeters"' not in desk.get(found["Location"]).content.decode()


def test_nothing_typed_shows_all_mails_that_the_filters_let_through(desk: Client) -> None:
    NotificationFactory(appointment=AppointmentFactory(patient=PatientFactory(name="Tom Maes")))

    page = desk.post(LISTS[1], {"zoek": "", "status": "owed"}, follow=True)

    assert "Tom Maes" in page.content.decode()
    assert page.context["remark"] == ""


@pytest.mark.parametrize(
    ("address", "typed"),
    [(LISTS[0], ""), *((address, typed) for address in LISTS for typed in ("a", "xyzzy"))],
)
def test_a_search_that_finds_nobody_says_one_thing_only(
    desk: Client, address: str, typed: str
) -> None:
    page = desk.post(address, {"zoek": typed}, follow=True)

    below = page.content.decode().rpartition("</form>")[2].partition("</main>")[0]
    assert re.findall(r"[^<>]*\w[^<>]*(?=<)", below) == [page.context["remark"]]


def test_a_patient_without_mails_is_said_to_have_none(desk: Client) -> None:
    PatientFactory(name="Anna Peeters")

    page = desk.post(LISTS[1], {"zoek": "peeters"}, follow=True).content.decode()

    assert "Er zijn geen berichten" in page


@pytest.mark.parametrize(
    ("typed", "names", "remark"),
    [
        ("0470 11 22 33", ["Anna Peeters"], ""),
        ("0470 11 22 34", ["Tom Peters"], ""),
        ("anna.peeters@patient.example", ["Anna Peeters"], ""),
        ("peters", ["Tom Peters"], ""),
        (
            "0470 11 22 35",
            ["Anna Peeters", "Tom Peters"],
            "Niemand past precies. Deze lijken erop.",
        ),
        ("petters", ["Anna Peeters", "Tom Peters"], "Niemand past precies. Deze lijken erop."),
    ],
)
def test_whoever_has_what_was_typed_stands_alone_and_others_are_said_to_come_near(
    desk: Client, typed: str, names: list[str], remark: str
) -> None:
    PatientFactory(name="Anna Peeters", email="anna.peeters@patient.example", phone="+32470112233")
    PatientFactory(name="Tom Peters", email="ana.peeters@patient.example", phone="+32470112234")

    listed = desk.post(LISTS[0], {"zoek": typed}, follow=True).content.decode()
    search = {"zoek": typed, "vind": "ja"}
    at_desk = desk.post("/beheer/agenda/boeken/", search, follow=True).content.decode()

    for page in (listed, at_desk):
        shown = [name for name in ("Anna Peeters", "Tom Peters") if name in page]
        assert (shown, "Niemand past precies" in page) == (names, bool(remark))


def test_the_menu_leads_to_the_list_with_its_search(desk: Client) -> None:
    assert f'"url": "{LISTS[0]}"' in desk.get("/beheer/agenda/").content.decode()


def test_the_best_match_stands_first_in_the_list(desk: Client) -> None:
    for name in ("Anna Jansens", "Zoë Jansen"):
        PatientFactory(name=name)

    page = desk.post(LISTS[0], {"zoek": "jansen"}, follow=True).content.decode()

    assert page.index("Zoë Jansen") < page.index("Anna Jansens")


@pytest.mark.parametrize("address", LISTS)
def test_a_search_takes_the_same_queries_whatever_it_finds(desk: Client, address: str) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert desk.post(address, {"zoek": "voorbeeld"}, follow=True).status_code == 200
        return len(asked)

    NotificationFactory(appointment=AppointmentFactory())
    few = queries()
    for _ in range(5):
        NotificationFactory(appointment=AppointmentFactory())

    assert queries() <= few


def test_whoever_may_not_see_patients_searches_none(client: Client) -> None:
    client.force_login(UserFactory(groups=["Kinesitherapeuten"]))

    refused = [client.post(address, {"zoek": "mia"}).status_code for address in LISTS]
    assert refused == [HTTPStatus.FORBIDDEN] * 2
