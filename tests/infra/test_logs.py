"""What the logs do not tell."""

import logging

import pytest

from booking import links
from kinesite.logs import WithoutLinks
from tests.factories.booking import AppointmentFactory


def logged(address: str) -> str:
    """What a log shows of a line that ends in this address."""
    record = logging.LogRecord(
        "django.request", logging.WARNING, "", 0, "Gone: %s", (address,), None
    )
    WithoutLinks().filter(record)
    return record.getMessage().removeprefix("Gone: ")


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", ["", "/fr", "/en"])
@pytest.mark.parametrize("page", ["gegevens/{}/", "bezoek/{}/annuleren/", "wat-er-nog-komt/x/{}"])
def test_a_patients_link_is_cut_out_of_the_log(prefix: str, page: str) -> None:
    token = links.token(links.Purpose.VISIT, AppointmentFactory())

    shown = logged(f"{prefix}/afspraak/{page.format(token)}")

    assert shown == f"{prefix}/afspraak/{page.format('…')}"


@pytest.mark.parametrize("damage", [" {}", "{} ", "{}x", "%20{}", '{}"', "?link={}", "={}"])
def test_a_link_that_was_copied_badly_is_cut_out_too(damage: str) -> None:
    signature = "kD3-" * 10

    assert signature[8:] not in logged("/afspraak/bezoek/" + damage.format(signature))


@pytest.mark.parametrize(
    "address",
    [
        "/afspraak/momenten/?behandeling=nieuwe-klacht&kinesitherapeut=hanne",
        "/fr/afspraak/momenten/",
        "/artikels/een-artikel-met-een-heel-lange-naam-over-bewegen/",
    ],
)
def test_an_address_without_a_secret_is_logged_whole(address: str) -> None:
    assert logged(address) == address


def test_every_logger_of_django_writes_through_that_filter() -> None:
    handlers = {
        handler
        for name in ("", "django", "django.request", "django.security", "django.server")
        for handler in logging.getLogger(name).handlers
        if type(handler) is logging.StreamHandler
    }

    assert {type(one) for handler in handlers for one in handler.filters} == {WithoutLinks}
    assert handlers
