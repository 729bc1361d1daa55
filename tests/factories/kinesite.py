"""Pages of the site to test with; they hang under the home page that the migrations made."""

import factory
from factory.django import DjangoModelFactory

from kinesite.models import StandardPage, TeamMember, TeamPage
from tests.factories.blog import PageFactory
from tests.factories.booking import PractitionerFactory


class StandardPageFactory(PageFactory):
    class Meta:
        model = StandardPage

    title = factory.Sequence(lambda n: f"Pagina {n}")


class TeamPageFactory(PageFactory):
    class Meta:
        model = TeamPage

    title = "Team"


class TeamMemberFactory(DjangoModelFactory):
    class Meta:
        model = TeamMember

    page = factory.SubFactory(TeamPageFactory)
    practitioner = factory.SubFactory(PractitionerFactory)
