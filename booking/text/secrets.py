"""The secrets in patients' links, and texts without them.

A patient's link opens their appointments: anybody who found it in a log or a stored text could
cancel them. It has a signature that is longer than any word of our addresses.
"""

import re

# The part of every address that is followed by a signature.
BOOKING = "/afspraak/"
_SIGNED = re.compile(r"[^/\s?&=\"']{25,}")


def cut_secrets(line: str) -> str:
    """The line with whatever may be a secret cut from its first link of a patient on.

    Example: "https://kine.example/afspraak/bezoek/eyJ2IjoxMjM0NTY3ODkwMTIzNDU2/" becomes
    "https://kine.example/afspraak/bezoek/…/".
    """
    before, found, address = line.partition(BOOKING)
    return f"{before}{found}{_SIGNED.sub('…', address)}"
