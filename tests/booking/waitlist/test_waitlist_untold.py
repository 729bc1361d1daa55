"""An offer whose mail did not go out: nobody left it unanswered, and it may be made again."""

from datetime import timedelta

import pytest

from booking.choices import OfferStatus
from booking.models import Notification, Practitioner, Treatment, WaitlistEntry, WaitlistOffer
from booking.models.waitlist_queryset import MOST_OFFERS_AT_ONCE, TELL_AGAIN_AFTER
from booking.services.waitlist.answer_offer import accept_offer
from booking.services.waitlist.make_offers import make_offers
from tests.booking.support.letters import deliver_all
from tests.booking.support.waitlist import HOUR, offered_and_told, starts, waits
from tests.factories.booking import (
    NOW,
    AppointmentFactory,
    PatientFactory,
    WaitlistOfferFactory,
    at,
)
from tests.mail_server import MailServer

pytestmark = pytest.mark.django_db
UNTOLD, LAPSED, OPEN = OfferStatus.UNTOLD, OfferStatus.LAPSED, OfferStatus.OPEN
A_RUN_LATER = timedelta(minutes=1)


@pytest.fixture
def out_of_order(smtp_server: MailServer) -> MailServer:
    smtp_server.refusal = "451 4.3.0 Try again later"
    return smtp_server


@pytest.fixture
def one_moment(free_hour: Treatment, therapist: Practitioner) -> Treatment:
    """Eight o'clock; half past is taken."""
    AppointmentFactory(practitioner=therapist, treatment=free_hour, starts_at=at(8, 30))
    return free_hour


def statuses(entry: WaitlistEntry) -> list[str]:
    return list(entry.offers.order_by("pk").values_list("status", flat=True))


def test_an_offer_that_ran_out_before_its_mail_went_is_no_silence(
    free_hour: Treatment, out_of_order: MailServer
) -> None:
    entry = waits(free_hour)
    offered_and_told()

    offered_and_told(NOW + 3 * HOUR)

    assert statuses(entry) == [UNTOLD]
    assert not Notification.objects.owed().exists()


def test_the_mail_that_came_too_late_to_send_may_be_dropped_before(
    free_hour: Treatment, out_of_order: MailServer
) -> None:
    entry = waits(free_hour)
    offered_and_told()
    deliver_all(NOW + 3 * HOUR)

    make_offers(now=NOW + 3 * HOUR)

    assert statuses(entry) == [UNTOLD]


@pytest.mark.parametrize(("minutes", "status"), [(134, LAPSED), (135, UNTOLD)])
def test_a_mail_that_leaves_hardly_time_to_answer_is_not_sent(
    free_hour: Treatment, out_of_order: MailServer, minutes: int, status: OfferStatus
) -> None:
    """Of three hours a quarter has to be left."""
    entry = waits(free_hour)
    offered_and_told()
    out_of_order.refusal = ""

    deliver_all(NOW + timedelta(minutes=minutes))
    make_offers(now=NOW + 3 * HOUR)

    assert (statuses(entry), len(out_of_order.mails)) == ([status], int(status == LAPSED))


def test_when_mail_goes_again_the_same_moment_is_offered_again(
    one_moment: Treatment, out_of_order: MailServer
) -> None:
    entry = waits(one_moment)
    offered_and_told()
    offered_and_told(NOW + 3 * HOUR)
    out_of_order.refusal = ""

    offered_and_told(NOW + 3 * HOUR + TELL_AGAIN_AFTER)

    assert statuses(entry) == [UNTOLD, OPEN]
    assert starts() == [at(8), at(8)]
    assert [message["To"] for message in out_of_order.mails] == [entry.patient.email]


def test_meanwhile_the_moment_is_for_the_next_who_may_be_in_reach(
    one_moment: Treatment, out_of_order: MailServer
) -> None:
    first = waits(one_moment, minutes_ago=2, patient=PatientFactory())
    second = waits(one_moment, minutes_ago=1, patient=PatientFactory())
    offered_and_told()

    offered_and_told(NOW + 3 * HOUR)

    assert (statuses(first), statuses(second)) == ([UNTOLD], [OPEN])


def test_the_turn_comes_back_when_the_next_could_not_be_told_either(
    one_moment: Treatment, out_of_order: MailServer
) -> None:
    first = waits(one_moment, minutes_ago=2, patient=PatientFactory())
    second = waits(one_moment, minutes_ago=1, patient=PatientFactory())

    for hours in (0, 3, 6):
        offered_and_told(NOW + hours * HOUR)

    assert (statuses(first), statuses(second)) == ([UNTOLD, OPEN], [UNTOLD])


def test_an_address_that_the_server_knows_not_counts_as_told_because_the_desk_calls(
    one_moment: Treatment, smtp_server: MailServer
) -> None:
    entry = waits(one_moment)
    smtp_server.unknown_addresses.add(entry.patient.email)
    offered_and_told()

    offered_and_told(NOW + 3 * HOUR)
    offered_and_told(NOW + 3 * HOUR + TELL_AGAIN_AFTER)

    assert statuses(entry) == [LAPSED]


def test_who_has_no_mailbox_is_called_and_can_leave_an_offer_unanswered(
    one_moment: Treatment,
) -> None:
    entry = waits(one_moment, patient=PatientFactory(email=""))
    offered_and_told()

    offered_and_told(NOW + 3 * HOUR)

    assert statuses(entry) == [LAPSED]


def test_who_saw_it_on_the_page_of_the_place_can_still_take_it_late(
    one_moment: Treatment, out_of_order: MailServer
) -> None:
    waits(one_moment)
    offered_and_told()
    offered_and_told(NOW + 3 * HOUR)
    offer = WaitlistOffer.objects.for_page().get()

    assert offer.can_be_taken
    assert accept_offer(offer=offer, now=NOW + 3 * HOUR + A_RUN_LATER).starts_at == at(8)


@pytest.mark.parametrize(("status", "asked"), [(UNTOLD, 1), (OfferStatus.DECLINED, 0)])
def test_what_was_never_told_is_not_counted_among_the_offers_of_a_day(
    free_hour: Treatment, status: OfferStatus, asked: int
) -> None:
    entry = waits(free_hour)
    for number in range(MOST_OFFERS_AT_ONCE):
        WaitlistOfferFactory(
            entry=entry,
            status=status,
            starts_at=at(14 + number),
            expires_at=NOW - TELL_AGAIN_AFTER,
            offered_at=NOW - 3 * HOUR,
            answered_at=NOW - TELL_AGAIN_AFTER,
            hold=None,
        )

    assert offered_and_told() == asked
