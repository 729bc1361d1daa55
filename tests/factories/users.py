"""People who work in the admin."""

from typing import Any

import factory
from django.contrib.auth.models import Group, User
from factory.django import DjangoModelFactory


class UserFactory(DjangoModelFactory):
    """In the groups named by `groups=[…]`."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"medewerker{n}")

    @factory.post_generation
    def groups(self: User, create: bool, names: list[str] | None, **kwargs: Any) -> None:
        if create and names:
            self.groups.set(Group.objects.filter(name__in=names))
