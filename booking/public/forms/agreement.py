"""What a page says of cancelling goes along with its form, and comes back: that was agreed to.

Signed, and not what stands there by then: somebody may have changed the words meanwhile.
"""

from collections.abc import Mapping
from datetime import timedelta

from django.core import signing

FIELD = "policy"
# No form that books is good for longer: words kept from an older page were not read with it.
AGE = timedelta(days=1)


def sealed(words: str) -> str:
    return signing.dumps(words, salt=FIELD, compress=True)


def words_agreed_to(data: Mapping[str, str]) -> str:
    """On the page that sent `data`; empty where none stood, none of ours, or too long ago."""
    try:
        return str(signing.loads(data.get(FIELD, ""), salt=FIELD, max_age=AGE))
    except signing.BadSignature:
        return ""
