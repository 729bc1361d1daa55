"""The cancellation policy that a patient agrees to, as the page showed it.

The words travel signed in a hidden field of the form and come back with it. Reading them from the
settings at that moment would be wrong: somebody may have changed them since the page was shown.
"""

from collections.abc import Mapping
from datetime import timedelta

from django.core import signing

FIELD = "policy"
# No form that books is good for longer than a day: older words were not read with this form.
AGE = timedelta(days=1)


def sealed(words: str) -> str:
    """Sign the words of a policy for the hidden field of the form that shows them."""
    return signing.dumps(words, salt=FIELD, compress=True)


def words_agreed_to(data: Mapping[str, str]) -> str:
    """Read the policy that the page showed which sent `data`.

    Empty if the page showed none, if the words were not signed here, or after a day.
    """
    try:
        return str(signing.loads(data.get(FIELD, ""), salt=FIELD, max_age=AGE))
    except signing.BadSignature:
        return ""
