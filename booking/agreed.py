"""What a page says of cancelling goes along with its form, and comes back: that was agreed to.

Signed, and not what stands there by then: somebody may have changed the words meanwhile.
"""

from collections.abc import Mapping

from django.core import signing

FIELD = "policy"


def sealed(words: str) -> str:
    return signing.dumps(words, salt=FIELD, compress=True)


def words_agreed_to(data: Mapping[str, str]) -> str:
    """On the page that sent `data`; empty where none stood, or none of ours."""
    try:
        return str(signing.loads(data.get(FIELD, ""), salt=FIELD))
    except signing.BadSignature:
        return ""
