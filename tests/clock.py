"""The clock of the tests: each begins at one quiet moment, whatever the hour of the run.

`CLOCK="2026-12-31 23:50"` in the environment begins each test at another moment, on the clinic's
clock, and `CLOCK=real` leaves the clock alone. Time goes on from there. A test marked `real_clock`,
and one with a broker, whose programs have a clock of their own, gets the machine's.
"""

import os
import time
from datetime import datetime

import pytest
import time_machine

from booking.scheduling.clock import CLINIC_TZ

# A Monday morning. The practice of the factories opens six weeks later.
QUIET = "2026-11-30 10:00"
CLOCK = os.environ.get("CLOCK") or QUIET
MOMENT = (
    None if CLOCK == "real" else datetime.fromisoformat(CLOCK).replace(tzinfo=CLINIC_TZ).timestamp()
)


class Clock:
    """Begins each test at MOMENT. From the collection on: what modules say of today agrees."""

    def __init__(self, moment: float) -> None:
        self._travel = time_machine.travel(moment)
        self._travel.start()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        self._travel.stop()
        if not has_real_clock(item):
            self._travel.start()

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_teardown(self, item: pytest.Item) -> None:
        if has_real_clock(item):
            self._travel.start()

    def pytest_unconfigure(self) -> None:
        self._travel.stop()


def has_real_clock(item: pytest.Item) -> bool:
    return bool(item.get_closest_marker("real_clock")) or "broker" in item.fixturenames


def since_real_time() -> int:
    """Milliseconds by which the clock of the tests is ahead of the machine's."""
    machine = time_machine.escape_hatch
    return round((time.time() - machine.time.time()) * 1000) if machine.is_travelling() else 0  # noqa: TID251


def pytest_configure(config: pytest.Config) -> None:
    if MOMENT is not None:
        config.pluginmanager.register(Clock(MOMENT), "clock")
