"""A patient is found by whatever part of the details somebody types, roughly as they type it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from booking.models import Patient, patient_search
from booking.models.patient_search import MOST_COMPARED, SEARCH_TEXT, Wanted
from booking.services.patients.find import find_patients
from booking.text.folding import at_most_one_error, folded_words, one_error_from
from booking.text.formats import phone_text
from tests.factories.booking import NOW, PatientFactory

pytestmark = pytest.mark.django_db


def found(typed: str) -> list[str]:
    return [patient.name for patient in Patient.objects.search(Wanted.typed(typed))]


@pytest.fixture
def people() -> None:
    """Patients of whom each test looks for one."""
    for name, email, phone in [
        ("Peeters Anna", "anna.peeters@patient.example", "+32470112233"),
        ("José Martínez", "jose.m@elders.example", "+32475998877"),
        ("D'Hondt Luc", "", "+3225554433"),
        ("Van den Berghe Tom", "tom_vdb@patient.example", ""),
        ("Jan-Pieter Øst", "jp@noord.example", "+31612345678"),
        ("Li Wu", "", "+33761234567"),
        ("Мария Иванова", "", "+32486000001"),
        ("李小龍", "", "+32486000002"),
    ]:
        PatientFactory(name=name, email=email, phone=phone)
    PatientFactory(name="Noor Kind", contact_name="Vera Moeder", email="", phone="+32499000000")


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    ("typed", "name"),
    [
        *[
            (number, "Peeters Anna")
            for number in (
                "0470 11 22 33",
                "0470112233",
                "11 22 33",
                "112233",
                "0470",
                "0470 11 22",
                phone_text("+32470112233"),
                "+32 470 11 22 33",
                "+32 (0)470 11 22 33",
                "+320470112233",
                "0032 470 11 22 33",
                "0032470112233",
                "32470112233",
                "0470/11.22.33",
                "0470-11-22-33",
                "(0470) 11 22 33",
                "0470\u00a011\u202f22\u00a033",
                "\u200e+32 470 11 22 33\u200e",
                "0470 11 22 43",
                "0470 11 22 3",
                "0470 11 222 33",
                "0470 11 23 23",
            )
        ],
        *[
            (words, "Peeters Anna")
            for words in (
                "peeters anna",
                "anna peeters",
                "ANNA",
                "peet",
                "Peeters, Anna",
                "  anna \u00a0 peeters ",
                "ánnà péétèrs",
                "peeters\u200b",
                "peetersanna",
                "annapeeters",
                "peters",
                "peeteers",
                "peetres",
                "peetars",
                "eeters",
                "pbeeters",
                "anna peetrs",
                "anan peeters",
                "ana peeters",
                "anna.peeters@patient.example",
                "peeters@patient",
                "Anna.Peeters@",
                "anna 0470",
                "0470 11 peeters",
                "peeters 0470 11 22 33",
                "peetesr 112233",
            )
        ],
        ("jose", "José Martínez"),
        ("José", "José Martínez"),
        ("Jose\u0301", "José Martínez"),
        ("martinez jose", "José Martínez"),
        ("elders.example", "José Martínez"),
        ("d'hondt", "D'Hondt Luc"),
        ("D’Hondt", "D'Hondt Luc"),
        ("dhondt", "D'Hondt Luc"),
        ("d hondt", "D'Hondt Luc"),
        ("hondt luc", "D'Hondt Luc"),
        ("dhond", "D'Hondt Luc"),
        ("02 555 44 33", "D'Hondt Luc"),
        ("02/555.44.33", "D'Hondt Luc"),
        ("vandenberghe", "Van den Berghe Tom"),
        ("Van den Berghe", "Van den Berghe Tom"),
        ("van denberghe", "Van den Berghe Tom"),
        ("tom vandenberge", "Van den Berghe Tom"),
        ("berghe", "Van den Berghe Tom"),
        ("tom_vdb", "Van den Berghe Tom"),
        ("tom_vdb@patient.example", "Van den Berghe Tom"),
        ("tym", "Van den Berghe Tom"),
        ("tym berghe", "Van den Berghe Tom"),
        ("lxc", "D'Hondt Luc"),
        ("tomberghe", "Van den Berghe Tom"),
        ("jan pieter", "Jan-Pieter Øst"),
        ("janpieter", "Jan-Pieter Øst"),
        ("jan-pieter ost", "Jan-Pieter Øst"),
        ("+31 6 12345678", "Jan-Pieter Øst"),
        ("0031 6 12 34 56 78", "Jan-Pieter Øst"),
        ("06 12345678", "Jan-Pieter Øst"),
        ("li wu", "Li Wu"),
        ("wu", "Li Wu"),
        ("07 61 23 45 67", "Li Wu"),
        ("мария", "Мария Иванова"),
        ("李", "李小龍"),
        ("vera", "Noor Kind"),
        ("moeder noor", "Noor Kind"),
    ],
)
def test_a_patient_is_found_first(typed: str, name: str) -> None:
    assert found(typed)[:1] == [name]


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    "typed",
    ["", " ", "a", "1", "04", "%%%", "___", "???", "\x00", "\u200b", "'", "\\", "( ) -", "😀"],
)
def test_too_little_to_look_for_finds_nobody_and_asks_nothing(typed: str) -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert found(typed) == []
    assert not queries.captured_queries


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    "typed",
    [
        "xyzzy",
        "peeters jan",
        "0499 99 99 99",
        "100%",
        "a_b",
        "p%s",
        "\\'; --",
        "x" * 100_000,
        "9" * 9000,
    ],
)
def test_nonsense_finds_nobody(typed: str) -> None:
    assert found(typed) == []


def test_the_best_match_comes_first() -> None:
    for name in ("Janssens Peter", "Jansens An", "Jansen Anna", "Mia Janse", "Clijansen Jo"):
        PatientFactory(name=name, email="", phone="")

    nearest = ["Jansen Anna", "Jansens An", "Clijansen Jo"]
    assert found("jansen") == [*nearest, "Janssens Peter", "Mia Janse"]
    assert found("janssens")[:2] == ["Janssens Peter", "Jansens An"]


def test_of_more_than_are_compared_the_whole_words_and_the_starts_come_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(patient_search, "MOST_COMPARED", 3)
    for name in ("Anjan", "Bojan", "Cijan", "Dojan", "Mia Janse", "Jan Maes"):
        PatientFactory(name=name, email="", phone="")
    PatientFactory(name="Eva", email="", phone="+32470112233")
    PatientFactory.create_batch(3, name="Noor", email="", phone="+32411223300")

    exact = [
        [one.name for one in find_patients(typed, now=NOW, most=9).patients]
        for typed in ("jan", "112233")
    ]

    assert exact == [["Jan Maes", "Mia Janse", "Anjan"], ["Eva", "Noor", "Noor"]]


@pytest.mark.parametrize(("typed", "queries"), [("jan", 1), ("jxn", 2), ("jan mxes", 2)])
def test_a_search_compares_no_more_than_the_best_of_those_who_fit(typed: str, queries: int) -> None:
    PatientFactory(name="Jan Maes", email="", phone="")

    with CaptureQueriesContext(connection) as captured:
        found = find_patients(typed, now=NOW, most=9)

    assert [one.name for one in found.patients] == ["Jan Maes"]
    assert len(captured) == queries
    assert all(f"LIMIT {MOST_COMPARED}" in one["sql"] for one in captured)


def test_who_was_erased_or_changed_is_not_found_by_what_was() -> None:
    patient: Patient = PatientFactory(name="Anna Peeters")
    Patient.objects.update(name="Hanne Maes")
    assert (found("anna peeters"), found("maes")) == ([], ["Hanne Maes"])

    patient.erase(patient.created_at)
    patient.save()

    assert found("maes") == []
    assert Patient.objects.get().search_text.strip() == ""


@given(st.text(max_size=40).filter(lambda text: "\x00" not in text))
def test_the_database_folds_as_the_search_does(name: str) -> None:
    rows = Patient.objects.all().query
    sql, params = rows.get_compiler("default").compile(SEARCH_TEXT.resolve_expression(rows))
    table = "(SELECT %s AS name, '' AS contact_name, '' AS email, '' AS phone) AS booking_patient"

    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {sql} FROM {table}", [*params, name])
        stored = cursor.fetchone()[0].split()

    words = folded_words(name)
    assert stored == ([*words, "".join(words)] if words else [])


@given(st.text("abcde", min_size=2, max_size=8), st.data())
def test_one_typing_error_is_known_both_ways(word: str, data: st.DataObject) -> None:
    pattern = data.draw(st.sampled_from(one_error_from(word)))
    other = pattern.replace("_", data.draw(st.sampled_from("abcdez")))

    assert at_most_one_error(word, other)
    assert at_most_one_error(other, word)
