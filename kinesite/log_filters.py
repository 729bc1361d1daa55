"""What must not stand in a log."""

import logging
import re

# A link of a patient opens their visit: who reads the log could cancel it.
LINK = re.compile(r"(/afspraak/(?:gegevens|bevestigd|bezoek)/)[^/\s]+")


class WithoutLinks(logging.Filter):
    """Cuts the secret out of patients' links: Django logs the path of every refused request."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        if LINK.search(message):
            record.msg, record.args = LINK.sub(r"\1…", message), ()
        return True
