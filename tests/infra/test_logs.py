"""What the logs do not tell."""

import logging

import pytest

from kinesite.log_filters import WithoutLinks


@pytest.mark.parametrize("page", ["gegevens", "bevestigd", "bezoek"])
def test_a_patients_link_is_cut_out_of_the_log(page: str) -> None:
    record = logging.LogRecord(
        "django.request",
        logging.WARNING,
        "",
        0,
        "Gone: %s",
        (f"/afspraak/{page}/abc.def/x/",),
        None,
    )

    WithoutLinks().filter(record)

    assert record.getMessage() == f"Gone: /afspraak/{page}/…/x/"


def test_every_logger_of_django_writes_through_that_filter() -> None:
    handlers = {
        handler
        for name in ("", "django", "django.request", "django.security", "django.server")
        for handler in logging.getLogger(name).handlers
        if type(handler) is logging.StreamHandler
    }

    assert {type(one) for handler in handlers for one in handler.filters} == {WithoutLinks}
    assert handlers
