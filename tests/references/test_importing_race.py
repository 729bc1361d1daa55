"""Editors who save one work at the same moment, with real threads."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from references.choices import Origin
from references.importing import Outcome, Wish, save
from references.models import Reference
from tests.factories.references import SLEEP_CSL

EDITORS = 8


@pytest.mark.django_db(transaction=True)
def test_one_of_them_saves_it_and_the_others_are_told():
    barrier = Barrier(EDITORS)

    def press(_editor: int) -> Outcome:
        try:
            barrier.wait(timeout=30)
            [outcome] = save([Wish("The line.", SLEEP_CSL)], origin=Origin.LIST)
            return outcome
        finally:
            connections.close_all()

    with ThreadPoolExecutor(EDITORS) as pool:
        outcomes = list(pool.map(press, range(EDITORS)))

    assert [outcome.reference for outcome in outcomes if outcome.reference] == [
        Reference.objects.get()
    ]
    assert sum(bool(outcome.problems) for outcome in outcomes) == EDITORS - 1
