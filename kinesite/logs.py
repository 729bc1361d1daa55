"""Logs of the site, without the secrets in patients' links."""

import logging
from typing import Any

from booking.text.secrets import BOOKING, cut_secrets


class WithoutLinks(logging.Filter):
    """Cut the secret out of patients' links: Django logs the path of every refused request."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        if BOOKING in message:
            record.msg, record.args = cut_secrets(message), ()
        return True


def logging_to_console(*, level: str) -> dict[str, Any]:
    """The LOGGING setting: everything of at least `level` goes to the console, without links."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"without links": {"()": WithoutLinks}},
        "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": "plain",
                "filters": ["without links"],
            }
        },
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            # Through our handler only: Django's own would repeat each line, links and all.
            "django": {"handlers": [], "level": "INFO"},
            "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
            # Would log every search index that is brought up to date.
            "django_tasks": {"level": "WARNING"},
        },
    }
