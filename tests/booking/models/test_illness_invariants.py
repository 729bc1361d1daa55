"""What can never be of a substitution and its choices, whatever code says."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction

from booking.models import Notification, Substitute, Substitution
from booking.models.substitution import CallState, SubstitutionStatus
from tests.booking.support.illness import Practice, asked, two_therapists
from tests.factories.booking import NOW, at

pytestmark = pytest.mark.django_db


@pytest.fixture
def practice() -> Practice:
    return two_therapists()


def refuses(write: Callable[[], object], name: str) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        write()


def another(of: Substitution, **more: object) -> Substitution:
    same = {
        "appointment": of.appointment,
        "practitioner": of.practitioner,
        "starts_at": of.starts_at,
        "ends_at": of.ends_at,
        "made_at": NOW,
        "answer_until": NOW,
    }
    return Substitution(**same | more)


def test_an_appointment_waits_for_one_answer(practice: Practice) -> None:
    substitution = asked(practice, hour=9)
    choices = Substitute.objects.filter(substitution=substitution)
    first = choices[0]
    double = Substitute(
        substitution=substitution,
        practitioner=first.practitioner,
        starts_at=first.starts_at,
        ends_at=first.ends_at,
    )
    mail = Notification.objects.get(substitution=substitution)

    refuses(another(substitution).save, "one_open_substitution_of_an_appointment")
    refuses(lambda: choices.update(taken_at=NOW), "one_choice_of_a_substitution_is_taken")
    refuses(double.save, "a_time_is_one_choice_of_a_substitution")
    mail.pk = None
    refuses(mail.save, "each_substitution_is_told_once")


def test_a_substitution_cannot_contradict_itself(practice: Practice) -> None:
    rows = Substitution.objects.filter(pk=asked(practice, hour=9).pk)

    refuses(lambda: rows.update(ended_at=at(9)), "a_substitution_has_ended_or_is_open")
    refuses(
        lambda: rows.update(status=SubstitutionStatus.CHOSEN), "a_substitution_has_ended_or_is_open"
    )
    refuses(lambda: rows.update(status="?", ended_at=NOW), "a_substitution_is_in_a_known_state")
    refuses(lambda: rows.update(call=CallState.CALLED), "a_call_was_made_at_some_time")
