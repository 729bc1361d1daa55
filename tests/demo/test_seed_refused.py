from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from booking.models import Treatment
from tests.factories.booking import PractitionerFactory


@pytest.mark.django_db
def test_a_practice_with_its_own_therapists_is_refused_and_left_as_it_was():
    PractitionerFactory()

    with pytest.raises(CommandError, match="therapists of its own"):
        call_command("seed_demo", stdout=StringIO())

    assert get_user_model().objects.count() == 0
    assert Treatment.objects.filter(slug="nieuwe-klacht").count() == 0
