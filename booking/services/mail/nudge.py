"""Waking a worker when there is something to do, without a wait for whoever made it so."""

import logging
import threading
from datetime import timedelta

from celery import current_app

logger = logging.getLogger(__name__)

_DELIVER, _OFFER = "booking.deliver_notifications", "booking.make_offers"
# By then beat has woken a worker. Who gives cause for nudges without end fills no queue with them.
GOOD_FOR = timedelta(minutes=1)
_publishing = threading.Lock()
_waiting = {task: threading.Lock() for task in (_DELIVER, _OFFER)}


def nudge() -> None:
    """A mail is owed."""
    _wake(_DELIVER)


def nudge_offers() -> None:
    """Time came free: somebody on the waiting list may want it."""
    _wake(_OFFER)


def _wake(task: str) -> None:
    """Wake a worker now. Beat wakes it within a minute anyway, so this may fail.

    In a thread of its own: the client of a broker that is down tries for seconds. One publishes and
    at most one of each task waits behind it, whose nudge is good for all that was committed in the
    meantime.
    """
    if _waiting[task].acquire(blocking=False):
        threading.Thread(target=_publish, args=[task], name="nudge", daemon=True).start()


def _publish(task: str) -> None:
    with _publishing:
        _waiting[task].release()
        try:
            current_app.send_task(task, retry=False, expires=GOOD_FOR.total_seconds())
        except Exception as error:  # noqa: BLE001  whatever the broker's client raises: what is to be done stands in the database
            logger.warning(
                "The queue could not be reached (%s); beat will do it.", type(error).__name__
            )
