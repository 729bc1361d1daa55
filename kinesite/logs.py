"""Logs of the site, without the secrets in patients' links."""

import logging
import re
from typing import Any

BOOKING = "/afspraak/"
# A patient's link opens their appointments: anybody who found it in a log could cancel them. It has
# a signature that is longer than any word of our addresses.
SIGNED = re.compile(r"[^/\s?&=\"']{25,}")


class WithoutLinks(logging.Filter):
    """Cut the secret out of patients' links: Django logs the path of every refused request."""

    def filter(self, record: logging.LogRecord) -> bool:
        before, found, address = record.getMessage().partition(BOOKING)
        if found:
            record.msg, record.args = f"{before}{found}{SIGNED.sub('…', address)}", ()
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
