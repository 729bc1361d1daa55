"""Pages and other drafts that go online or offline at the time that an editor planned."""

import logging
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import transaction
from wagtail.models import DraftStateMixin, Page, Revision

logger = logging.getLogger(__name__)


def publish_planned(*, now: datetime) -> None:
    """Take offline what has expired, and put online what is due.

    It does what Wagtail's command publish_scheduled does, each object in a transaction of its own:
    one that fails is logged and tried again in the next round, and stops no other. Rows that
    another round works on are passed over, so two rounds at once do everything once.
    """
    for model in _models():
        expired = model.objects.filter(live=True, expire_at__lt=now).order_by("expire_at", "pk")
        for pk in list(expired.values_list("pk", flat=True)):
            _alone(_expire, model, pk, now)
    due = Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at", "pk")
    for pk in list(due.values_list("pk", flat=True)):
        _alone(_publish, Revision, pk, now)


def _models() -> Iterator[Any]:
    """Yield Page, which stands for all pages, and every other model that has drafts."""
    yield Page
    for model in apps.get_models():
        if issubclass(model, DraftStateMixin) and not issubclass(model, Page):
            yield model


def _alone(do: Callable[[Any, int, datetime], None], model: Any, pk: int, now: datetime) -> None:
    try:
        with transaction.atomic():
            do(model, pk, now)
    except Exception:  # one page that fails must not keep the others; it is logged and tried again
        logger.exception("%s %s did not go online or offline as planned.", model.__name__, pk)


def _expire(model: Any, pk: Any, now: datetime) -> None:
    live = model.objects.filter(pk=pk, live=True, expire_at__lt=now)
    found = live.select_for_update(of=("self",), skip_locked=True).first()
    if found is None:
        return
    later = found.revisions.filter(approved_go_live_at__isnull=False)
    planned = list(later.values_list("pk", "approved_go_live_at"))
    found.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    # Wagtail forgets the versions that were planned for later, which nobody asked for.
    for revision, go_live_at in planned:
        Revision.objects.filter(pk=revision).update(approved_go_live_at=go_live_at)


def _publish(model: type[Revision], pk: int, now: datetime) -> None:
    due = model.objects.filter(pk=pk, approved_go_live_at__lt=now)
    found = due.select_for_update(of=("self",), skip_locked=True).first()
    if found is None:
        return
    found.publish(log_action="wagtail.publish.scheduled")
    # After a long standstill its last day may be over too: readers never see it then.
    _expire(found.base_content_type.model_class(), found.object_id, now)
