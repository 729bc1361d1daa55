"""The right to write articles: therapists add pages below the articles, and nowhere else."""

from typing import Any

from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission

from blog.models import BlogIndexPage

# The group that a migration made (ADR 0010).
WRITERS = "Kinesitherapeuten"


def let_therapists_write(instance: BlogIndexPage, *, created: bool, **kwargs: Any) -> None:
    """Let therapists add articles below this page, when it is made."""
    if not created:
        return
    may_add = Permission.objects.get(
        content_type__app_label="wagtailcore", codename="add_page", content_type__model="page"
    )
    for group in Group.objects.filter(name=WRITERS):
        GroupPagePermission.objects.get_or_create(group=group, page=instance, permission=may_add)
