"""The setting of the letters that press the controls of the agenda."""

from django.contrib.auth.models import AnonymousUser, User
from wagtail.users.models import UserProfile


def keys_are_on(user: User | AnonymousUser) -> bool:
    """Tell whether letters do something for a login; they do until it turns them off."""
    profile: UserProfile | None = getattr(user, "wagtail_userprofile", None)
    return profile is None or profile.keyboard_shortcuts
