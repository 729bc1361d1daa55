"""Two desks with the waiting list on their screens: the second reads what the first did."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from booking.choices import OfferStatus, WaitlistStatus
from booking.models import Appointment, WaitlistEntry, WaitlistOffer
from booking.services.waitlist.answer_offer import decline_offer
from booking.services.waitlist.change_wishes import change_wishes
from tests.booking.support.pressing import Button, buttons, words_of
from tests.factories.booking import AppointmentFactory, WaitlistEntryFactory, WaitlistOfferFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
LIST = "/beheer/wachtlijst/"


@pytest.fixture
def lien(db: None) -> Client:
    browser = Client()
    browser.force_login(UserFactory(first_name="Lien", groups=["Receptie"]))
    return browser


@pytest.fixture
def entry(db: None) -> WaitlistEntry:
    today = timezone.localdate()
    made: WaitlistEntry = WaitlistEntryFactory(from_day=today, until_day=today + timedelta(days=20))
    return made


@pytest.fixture
def offer(entry: WaitlistEntry) -> WaitlistOffer:
    """An offer to a patient who has an appointment two days after it."""
    day = timezone.now() + timedelta(days=9)
    entry.appointment = AppointmentFactory(
        patient=entry.patient,
        treatment=entry.treatment,
        starts_at=day,
        arranged_at=timezone.now() - timedelta(days=1),
    )
    entry.created_at = timezone.now()
    entry.save()
    hold = AppointmentFactory(
        held=True,
        held_until=timezone.now() + timedelta(hours=3),
        moves=entry.appointment,
        treatment=entry.treatment,
        starts_at=day - timedelta(days=2),
    )
    made: WaitlistOffer = WaitlistOfferFactory(
        entry=entry,
        hold=hold,
        practitioner=hold.practitioner,
        starts_at=hold.starts_at,
        offered_at=timezone.now(),
        expires_at=timezone.now() + timedelta(hours=3),
    )
    return made


def look(browser: Client, address: str) -> list[Button]:
    return buttons(browser.get(address), address)


def wishes_url(entry: WaitlistEntry) -> str:
    return reverse("wachtlijst:change", args=[entry.pk])


def end_url(entry: WaitlistEntry) -> str:
    return reverse("wachtlijst:end", args=[entry.pk])


def stored(entry: WaitlistEntry) -> tuple[Any, ...]:
    return (
        WaitlistEntry.objects.filter(pk=entry.pk).values_list().get(),
        *WaitlistOffer.objects.order_by("pk").values_list(),
        *Appointment.objects.order_by("pk").values_list(),
    )


@pytest.mark.parametrize("screen", [wishes_url, end_url])
def test_wishes_that_a_colleague_changed_are_not_overwritten_nor_taken_off_the_list(
    desk: Client, lien: Client, entry: WaitlistEntry, screen: Any
) -> None:
    (old,) = look(desk, screen(entry))
    look(lien, wishes_url(entry))[0].press(lien, weekdays=["4"], parts=[])
    before = stored(entry)

    refused = old.press(desk)

    told = "De wensen zijn intussen gewijzigd, door Lien: Geen voorkeur; donderdag; Elk uur; "
    assert told in words_of(refused)
    assert stored(entry) == before
    look(desk, screen(entry))[0].press(desk, weekdays=["5"])
    assert stored(entry) != before


def test_wishes_for_a_place_that_a_colleague_added_meanwhile_are_kept(
    desk: Client, offer: WaitlistOffer
) -> None:
    entry, visit = offer.entry, offer.entry.appointment
    assert visit
    entry.delete()
    address = f"{LIST}erbij/?afspraak={visit.pk}"
    mine = [one for one in look(desk, address) if one.name == "wachtlijst:add"][-1]
    until = (timezone.localdate() + timedelta(days=3)).isoformat()
    mine.press(desk, weekdays=["1"], toch="ja")
    [theirs] = WaitlistEntry.objects.waiting()

    page = mine.press(desk, weekdays=["3"], until_day=until, toch="ja")

    assert "staat hiervoor al op de wachtlijst, met andere wensen" in words_of(page)
    theirs.refresh_from_db()
    assert theirs.weekdays == [1]
    save = [one for one in buttons(page, address) if one.name == "wachtlijst:change"][-1]
    save.press(desk, toch="ja")
    theirs.refresh_from_db()
    assert (theirs.weekdays, theirs.until_day.isoformat()) == ([3], until)
    assert WaitlistEntry.objects.waiting().count() == 1


@pytest.mark.parametrize(
    ("other", "news"),
    [
        (wishes_url, "De wensen zijn intussen gewijzigd, door Lien"),
        (end_url, "Deze plaats op de wachtlijst is intussen afgesloten, door Lien"),
    ],
)
def test_an_entry_that_a_colleague_changed_is_not_confirmed_unseen(
    desk: Client, lien: Client, entry: WaitlistEntry, other: Any, news: str
) -> None:
    WaitlistEntry.objects.update(confirmed_at=None, created_at=timezone.now())
    (old,) = look(desk, LIST)
    look(lien, other(entry))[0].press(lien, weekdays=["4"])
    before = stored(entry)

    page = old.press(desk)

    assert news in words_of(page)
    assert stored(entry) == before


@pytest.mark.parametrize("screen", [wishes_url, end_url])
def test_an_entry_that_a_colleague_ended_leads_to_the_list_that_says_so(
    desk: Client, lien: Client, entry: WaitlistEntry, screen: Any
) -> None:
    (old,) = look(desk, screen(entry))
    look(lien, end_url(entry))[0].press(lien)
    before = stored(entry)

    page = old.press(desk)

    assert page.redirect_chain[0][0] == LIST
    told = "Deze plaats op de wachtlijst is intussen afgesloten, door Lien: Van de lijst"
    assert told in words_of(page)
    assert stored(entry) == before


@pytest.mark.parametrize(
    ("said", "status", "news"),
    [
        ("ja", OfferStatus.ACCEPTED, "intussen geantwoord, door Lien: Aanvaard."),
        ("nee", OfferStatus.DECLINED, "intussen geantwoord, door Lien: Geweigerd."),
    ],
)
def test_an_offer_is_answered_once_and_the_other_answer_is_refused_with_the_first(
    desk: Client, lien: Client, offer: WaitlistOffer, said: str, status: str, news: str
) -> None:
    answers = {one.data["antwoord"]: one for one in look(desk, LIST)}
    next(one for one in look(lien, LIST) if one.data["antwoord"] == said).press(lien)
    before = stored(offer.entry)

    words = words_of(answers["nee" if said == "ja" else "ja"].press(desk))

    offer.refresh_from_db()
    assert (offer.status, stored(offer.entry)) == (status, before)
    assert news in words


def test_an_offer_is_not_taken_from_a_list_that_shows_the_visit_at_its_old_hour(
    desk: Client, lien: Client, offer: WaitlistOffer
) -> None:
    answers = look(desk, LIST)
    visit = offer.entry.appointment
    day = (visit.day + timedelta(days=7)).isoformat()
    move = reverse("agenda:move", args=[visit.pk])
    look(lien, move)[0].press(lien, day=day, time="10:00", overrule="on")
    before = stored(offer.entry)

    for answer in answers:
        assert "Deze afspraak is intussen verplaatst naar" in words_of(answer.press(desk))
        assert stored(offer.entry) == before


def test_an_offer_that_ran_out_can_still_be_taken_from_a_list_that_shows_it_open(
    desk: Client, offer: WaitlistOffer
) -> None:
    yes = look(desk, LIST)[0]
    WaitlistOffer.objects.update(status=OfferStatus.LAPSED)

    yes.press(desk)

    offer.refresh_from_db()
    assert offer.status == OfferStatus.ACCEPTED


def test_the_second_press_of_one_answer_is_no_alarm(desk: Client, offer: WaitlistOffer) -> None:
    no = next(one for one in look(desk, LIST) if one.data["antwoord"] == "nee")
    no.press(desk)

    assert "Dat was al gebeurd." in words_of(no.press(desk))


def test_what_the_patient_changed_online_is_news_to_the_desk_too(
    desk: Client, offer: WaitlistOffer
) -> None:
    (end,) = look(desk, end_url(offer.entry))
    (yes, _no) = look(desk, LIST)
    decline_offer(offer=offer, now=timezone.now())
    wishes = offer.entry.wishes
    change_wishes(
        entry=offer.entry,
        wishes=type(wishes)(wishes.from_day, wishes.until_day, weekdays=(3,)),
        now=timezone.now(),
    )

    assert "is intussen geantwoord: Geweigerd." in words_of(yes.press(desk))
    assert "De wensen zijn intussen gewijzigd: Geen voorkeur; woensdag;" in words_of(
        end.press(desk)
    )
    assert WaitlistEntry.objects.get().status == WaitlistStatus.WAITING
