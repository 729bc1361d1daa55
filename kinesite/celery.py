"""The Celery app and the beat schedule."""

import os
from typing import Any

from celery import Celery, Task
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kinesite.settings")


class NotedTask(Task):
    """A task whose changes the history notes as those of the site itself."""

    abstract = True

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        from booking.models.history import Door, came_by  # noqa: PLC0415  models load later

        with came_by(Door.TASK):
            return super().__call__(*args, **kwargs)


app = Celery("kinesite", task_cls=NotedTask)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
# Half of the minute within which a page is online that was planned.
EVERY_HALF_MINUTE = {"schedule": 30.0, "options": {"expires": 60}}
app.conf.beat_schedule = {
    "show that planned tasks run": {"task": "kinesite.beat", **EVERY_HALF_MINUTE},
    "publish what was planned": {"task": "kinesite.publish_planned", **EVERY_HALF_MINUTE},
    "deliver what is owed": {"task": "booking.deliver_notifications", "schedule": 60.0},
    "deliver mail to staff": {"task": "kinesite.deliver_staff_mail", "schedule": 60.0},
    "owe reminders": {"task": "booking.owe_reminders", "schedule": 300.0},
    "owe the day sheets of the evening": {"task": "booking.owe_sheets", "schedule": 300.0},
    "offer free time to the waiting list": {"task": "booking.make_offers", "schedule": 60.0},
    "end choices of other times": {"task": "booking.end_substitutions", "schedule": 60.0},
    "close holidays": {"task": "booking.close_holidays", "schedule": 600.0},
    "generate slots from the rosters": {
        "task": "booking.generate_slots",
        "schedule": 6 * 3600.0,
    },
    "delete old rows": {"task": "booking.delete_old_rows", "schedule": 3600.0},
    "erase inactive patients": {
        "task": "booking.erase_inactive_patients",
        "schedule": crontab(hour="3", minute="40"),
    },
    "check sources": {
        "task": "references.check_due_references",
        "schedule": crontab(hour="4", minute="20"),
    },
}
