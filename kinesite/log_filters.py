"""What must not stand in a log."""

import logging
import re

BOOKING = "/afspraak/"
# A link of a patient opens their visits: who reads the log could cancel them. Each has a signature,
# longer than any word of our addresses.
SIGNED = re.compile(r"[^/\s?&=\"']{25,}")


class WithoutLinks(logging.Filter):
    """Cuts the secret out of patients' links: Django logs the path of every refused request."""

    def filter(self, record: logging.LogRecord) -> bool:
        before, found, address = record.getMessage().partition(BOOKING)
        if found:
            record.msg, record.args = f"{before}{found}{SIGNED.sub('…', address)}", ()
        return True
