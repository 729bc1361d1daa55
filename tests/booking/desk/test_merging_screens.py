"""The desk is shown who may be one patient, compares two, and merges them knowingly."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from booking.models import Appointment, Patient, ToldApart
from booking.reception.presenters.history import history_of
from booking.services.patients.doubles import tell_apart
from booking.services.patients.merge import merge_patients
from tests.booking.support.pressing import buttons, words_of
from tests.factories.booking import AppointmentFactory, PatientFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
DOUBLES = "/beheer/patienten/dubbel/"


@pytest.fixture
def two() -> tuple[Patient, Patient]:
    """Two rows of one person, who share a phone number."""
    return (
        PatientFactory(name="Peeters Anna", email="anna@patient.example", phone="+32470112233"),
        PatientFactory(name="Ana Peeters", email="", phone="+32470112233"),
    )


def merge_page(keep: Patient, gone: Patient) -> str:
    return f"/beheer/patienten/samenvoegen/{keep.pk}/{gone.pk}/"


def test_the_page_of_a_patient_names_who_may_be_the_same(
    desk: Client, two: tuple[Patient, Patient]
) -> None:
    keep, other = two
    PatientFactory(name="Tom Peeters", phone="+32470112233", email="")

    page = desk.get(f"/beheer/patienten/afspraken/{keep.pk}/")

    assert page.context["doubles"] == [other]
    assert merge_page(keep, other) in page.content.decode()


def test_the_list_of_doubles_pairs_like_names_with_one_contact(
    desk: Client, two: tuple[Patient, Patient]
) -> None:
    PatientFactory(name="Tom Maes", phone="+32470112233", email="")
    PatientFactory(name="Anna Peeters", phone="+32499000000", email="ander@patient.example")

    assert list(desk.get(DOUBLES).context["pairs"]) == [two]
    assert DOUBLES in desk.get("/beheer/patienten/").content.decode()


def test_the_list_of_doubles_takes_the_same_queries_for_any_number(desk: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert desk.get(DOUBLES).status_code == 200
        return len(asked)

    PatientFactory.create_batch(2, name="Jo Maes")
    few = queries()
    PatientFactory.create_batch(8, name="Jo Maes")

    assert queries() <= few


def test_each_differing_detail_is_chosen_and_the_two_are_one(
    desk: Client, two: tuple[Patient, Patient]
) -> None:
    keep, gone = two
    visit = AppointmentFactory(patient=gone)
    form = desk.get(merge_page(keep, gone)).context["form"]
    assert set(form.fields) == {"name", "email", "shown"}
    chosen = {"name": "1", "email": "0", "shown": form["shown"].value()}

    page = desk.post(merge_page(keep, gone), chosen)

    assert page.url == f"/beheer/patienten/afspraken/{keep.pk}/"
    stays = Patient.objects.known().get()
    assert (stays.name, stays.email) == ("Ana Peeters", "anna@patient.example")
    assert stays.phone.as_e164 == "+32470112233"
    assert Appointment.objects.get() == visit
    assert Appointment.objects.get().patient == keep
    assert desk.post(merge_page(keep, gone), chosen).url == page.url


def test_two_notes_are_joined_for_the_desk_to_shorten_and_one_stays_by_itself(
    desk: Client, two: tuple[Patient, Patient]
) -> None:
    keep, gone = two
    Patient.objects.filter(pk=keep.pk).update(note="Achterdeur " + "e" * 200)
    page = merge_page(keep, gone)
    assert "Achterdeur" in desk.get(page).content.decode()
    assert "note" not in desk.get(page).context["form"].fields
    Patient.objects.filter(pk=gone.pk).update(note="Zoon rijdt " + "o" * 200)
    form = desk.get(page).context["form"]
    both = form["note"].value()
    assert [line.split()[0] for line in both.splitlines()] == ["Achterdeur", "Zoon"]
    chosen = {"name": "1", "email": "0", "shown": form["shown"].value(), "note": both}

    refused = desk.post(page, chosen)

    assert "hoogstens 300 tekens" in refused.content.decode()
    assert refused.context["form"]["note"].value() == both
    assert desk.post(page, chosen | {"note": "Achterdeur, zoon rijdt"}).status_code == 302
    assert Patient.objects.known().get().note == "Achterdeur, zoon rijdt"


def test_the_page_says_what_will_happen_and_get_changes_nothing(
    desk: Client, two: tuple[Patient, Patient]
) -> None:
    soon = timezone.now() + timedelta(days=3)
    for patient in two:
        AppointmentFactory(patient=patient, starts_at=soon)

    page = desk.get(merge_page(*two)).content.decode()

    for words in ("vallen samen", "meer afspraken dan de regels", "niet ongedaan"):
        assert words in page
    assert Patient.objects.known().count() == 2


def test_details_that_changed_meanwhile_are_shown_before_anything_is_merged(
    desk: Client, two: tuple[Patient, Patient]
) -> None:
    keep, gone = two
    shown = desk.get(merge_page(keep, gone)).context["form"]["shown"].value()
    Patient.objects.filter(pk=gone.pk).update(email="nieuw@patient.example")
    sent = {"name": "1", "email": "0", "shown": shown}

    page = desk.post(merge_page(keep, gone), sent)

    assert "intussen gewijzigd" in page.content.decode()
    assert Patient.objects.known().count() == 2
    again = {**sent, "shown": page.context["form"]["shown"].value()}
    assert desk.post(merge_page(keep, gone), again).status_code == 302


@pytest.mark.parametrize("typed", [{}, {"name": "7"}, {"name": "x", "email": "y"}])
def test_a_detail_that_is_not_chosen_gets_a_message(
    desk: Client, two: tuple[Patient, Patient], typed: dict[str, str]
) -> None:
    shown = desk.get(merge_page(*two)).context["form"]["shown"].value()

    page = desk.post(merge_page(*two), typed | {"shown": shown})

    assert page.context["form"].errors
    assert Patient.objects.known().count() == 2


def test_two_people_leave_the_list_and_can_be_compared_again(
    desk: Client, two: tuple[Patient, Patient]
) -> None:
    one, other = two
    apart = f"/beheer/patienten/uit-elkaar/{one.pk}/{other.pk}/"
    compare = f"{merge_page(one, other)}?next={DOUBLES}"
    assert compare in desk.get(DOUBLES).content.decode()
    page = desk.get(compare)
    assert f'formaction="{apart}"' in page.content.decode()
    assert desk.get(apart).status_code == 405

    answer = desk.post(apart, {"next": page.context["next"]}, follow=True)

    assert answer.redirect_chain == [(DOUBLES, 302)]
    assert list(answer.context["pairs"]) == []
    assert "blijven twee patiënten" in answer.content.decode()
    of_one = desk.get(f"/beheer/patienten/afspraken/{one.pk}/")
    assert (of_one.context["doubles"], of_one.context["apart"]) == ([], [other])
    assert merge_page(one, other) in of_one.content.decode()
    assert "dat dit twee mensen zijn" in desk.get(merge_page(one, other)).content.decode()


def test_two_who_were_told_apart_meanwhile_are_not_merged_from_an_older_page(
    desk: Client, two: tuple[Patient, Patient]
) -> None:
    shown = desk.get(merge_page(*two)).context["form"]["shown"].value()
    tell_apart(*two)
    sent = {"name": "1", "email": "0", "shown": shown}

    page = desk.post(merge_page(*two), sent)

    assert "dat dit twee mensen zijn" in page.content.decode()
    assert Patient.objects.known().count() == 2
    again = {**sent, "shown": page.context["form"]["shown"].value()}
    assert desk.post(merge_page(*two), again).status_code == 302


def test_two_who_were_merged_meanwhile_are_not_told_apart(
    desk: Client, two: tuple[Patient, Patient]
) -> None:
    one, other = two
    merge_patients(keep=one, gone=other, details=one.contact_details, now=timezone.now())

    page = desk.post(f"/beheer/patienten/uit-elkaar/{one.pk}/{other.pk}/", follow=True)

    assert "gewist of samengevoegd" in page.content.decode()


def test_a_patient_is_not_merged_with_itself_or_with_nobody(
    desk: Client, two: tuple[Patient, Patient]
) -> None:
    keep, _gone = two
    form = desk.get(merge_page(keep, keep)).context["form"]

    page = desk.post(merge_page(keep, keep), {"shown": form["shown"].value()})

    assert "Kies twee patiënten" in page.content.decode()
    nobody = desk.get(f"/beheer/patienten/samenvoegen/{keep.pk}/0/", follow=True)
    assert "Dit bestaat niet meer" in nobody.content.decode()


def test_only_the_desk_merges(client: Client, two: tuple[Patient, Patient]) -> None:
    client.force_login(UserFactory(groups=["Kinesitherapeuten"]))

    assert client.post(merge_page(*two), {}).status_code == 403
    assert client.get(DOUBLES).status_code == 302
    assert client.post("/beheer/patienten/uit-elkaar/{}/{}/".format(*(one.pk for one in two)))
    assert not ToldApart.objects.exists()
    assert Patient.objects.known().count() == 2


def test_the_histories_of_the_patient_and_of_a_visit_tell_with_whom_they_were_merged(
    desk: Client, two: tuple[Patient, Patient]
) -> None:
    keep, gone = two
    visit = AppointmentFactory(patient=gone)
    address = merge_page(keep, gone)

    buttons(desk.get(address), address)[0].press(desk, name="0")

    [merged] = [one for one in history_of(keep) if "Samengevoegd met Ana Peeters" in one.what]
    assert merged.by.startswith("Aan de balie (")
    told = "Samengevoegd met Ana Peeters"
    assert words_of(desk.get(f"/beheer/patienten/afspraken/{keep.pk}/")).count(told) == 1
    card = words_of(desk.get(reverse("agenda:visit", args=[visit.pk])))
    assert "Kwam bij deze patiënt door samenvoegen met Ana Peeters" in card
