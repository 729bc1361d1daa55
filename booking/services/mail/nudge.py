"""Waking a worker at once when there is work, without making a visitor wait for the broker."""

import logging
import threading
from datetime import timedelta

from celery import current_app

logger = logging.getLogger(__name__)

_DELIVER, _OFFER = "booking.deliver_notifications", "booking.make_offers"
# Celery beat wakes a worker every minute anyway. A nudge that is older is thrown away, so that no
# visitor can fill the queue.
GOOD_FOR = timedelta(minutes=1)
_publishing = threading.Lock()
_waiting: dict[str, threading.Lock] = {}


def nudge() -> None:
    """Wake a worker to send due mail. Returns at once; a broker that is down is ignored."""
    wake(_DELIVER)


def nudge_offers() -> None:
    """Wake a worker to offer free time to the waiting list. Returns at once, as nudge() does."""
    wake(_OFFER)


def wake(task: str) -> None:
    """Publish the task in a thread; beat runs it within a minute anyway, so this may fail.

    One thread publishes, and at most one per task waits behind it. The one that waits will serve
    everything that is committed in the meantime, so further calls do nothing.
    """
    # A thread, as the client of a broker that is down tries for seconds.
    if _waiting.setdefault(task, threading.Lock()).acquire(blocking=False):
        threading.Thread(target=_publish, args=[task], name="nudge", daemon=True).start()


def _publish(task: str) -> None:
    with _publishing:
        _waiting[task].release()
        try:
            current_app.send_task(task, retry=False, expires=GOOD_FOR.total_seconds())
        except Exception as error:  # noqa: BLE001  the broker's client may raise anything, and the work is in the database
            logger.warning(
                "The queue could not be reached (%s); beat will do it.", type(error).__name__
            )
