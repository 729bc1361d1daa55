"""Editors who save one work at the same moment, with real threads."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections
from django.http import QueryDict

from references.choices import Origin
from references.editing.pasting import Pasted
from references.editing.review import Review
from references.library.importing import Outcome, Wish, save
from references.models import Reference
from tests.factories.references import SLEEP_CSL
from tests.factories.users import UserFactory
from tests.references.editing.importing_screen import posted

EDITORS = 8


# Nothing in it that the database keeps apart.
WITHOUT_NUMBER = "Peeters A. Walking through the park every day. J Tests. 2020;3(1):1-9."


def at_once(press: Callable[[], Any]) -> list[Any]:
    """What each of the editors got."""
    barrier = Barrier(EDITORS)

    def pressed(_editor: int) -> Any:
        try:
            barrier.wait(timeout=30)
            return press()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(EDITORS) as pool:
        return list(pool.map(pressed, range(EDITORS)))


@pytest.mark.django_db(transaction=True)
def test_one_of_them_saves_it_and_the_others_are_told():
    outcomes: list[Outcome] = at_once(
        lambda: save([Wish("The line.", SLEEP_CSL)], origin=Origin.LIST)[0]
    )

    assert [outcome.reference for outcome in outcomes if outcome.reference] == [
        Reference.objects.get()
    ]
    assert sum(bool(outcome.problems) for outcome in outcomes) == EDITORS - 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("step", ["save", "save_all"])
def test_one_list_is_saved_once(step: str):
    user = UserFactory(is_superuser=True)
    data = QueryDict(mutable=True)
    data.update(posted(Review(WITHOUT_NUMBER, user=user), step=step))

    at_once(lambda: Review(WITHOUT_NUMBER, user=user, data=data).save(with_rest=step == "save_all"))

    assert Reference.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_source_that_is_pasted_into_a_text_is_saved_once():
    user = UserFactory(is_superuser=True)

    chosen = at_once(lambda: Pasted(WITHOUT_NUMBER).choose(["0"], accept=False, user=user))

    assert chosen == [[Reference.objects.get()]] * EDITORS
