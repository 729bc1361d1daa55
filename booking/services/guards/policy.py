from datetime import datetime

from booking.models import Policy


def policy_with(words: str, *, now: datetime) -> Policy | None:
    """The row of this wording, stored when it is new; None if there are no words.

    Call it after taking all locks: storing a new wording makes others with the same one wait.
    """
    if not words:
        return None
    policy, _is_new = Policy.objects.get_or_create(text=words, defaults={"created_at": now})
    return policy
