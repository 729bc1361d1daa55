"""Which sources readers may see, and which of them a selection keeps."""

from datetime import date

import pytest
from wagtail.models import PageViewRestriction, Site

from references.choices import StudyType
from references.models import Reference
from references.public import library
from references.public.library import Selection
from tests.factories.blog import BlogPostPageFactory, cite
from tests.factories.references import SLEEP_CSL, ReferenceFactory, SubjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    return Site.objects.get(is_default_site=True)


def found(**asked):
    return list(library.select(Reference.objects.all(), Selection(**asked)))


def test_readers_see_what_a_live_article_cites_or_lists(site):
    cited, listed, _unused = ReferenceFactory.create_batch(3)
    article = BlogPostPageFactory(body=[cite(cited)])
    article.listed_sources.create(reference=listed)
    article.save()

    assert library.page_counts(site) == {cited.pk: 1, listed.pk: 1}


def test_a_source_of_an_article_off_line_stays_with_the_editors(site):
    BlogPostPageFactory(body=[cite(ReferenceFactory())], live=False)

    assert library.page_counts(site) == {}


def test_what_only_a_draft_cites_stays_with_the_editors(site):
    article = BlogPostPageFactory()
    article.body = [cite(ReferenceFactory())]
    article.save_revision()

    assert library.page_counts(site) == {}


def test_a_source_of_a_page_behind_a_password_stays_with_the_editors(site):
    article = BlogPostPageFactory(body=[cite(ReferenceFactory())])
    PageViewRestriction.objects.create(
        page=article, restriction_type=PageViewRestriction.PASSWORD, password="geheim"
    )

    assert library.page_counts(site) == {}


def test_nothing_is_public_where_no_site_is():
    BlogPostPageFactory(body=[cite(ReferenceFactory())])

    assert library.page_counts(None) == {}


def test_pages_are_counted_once_however_often_they_cite(site):
    source = ReferenceFactory()
    BlogPostPageFactory(body=[cite(source, source), cite(source)])
    BlogPostPageFactory(body=[cite(source)])
    BlogPostPageFactory(body=[cite(source)], live=False)

    assert library.page_counts(site) == {source.pk: 2}


def test_the_pages_that_use_a_source_come_newest_first(site):
    source = ReferenceFactory()
    old, new = (
        BlogPostPageFactory(body=[cite(source)], published_on=date(2026, month, 1))
        for month in (2, 9)
    )
    BlogPostPageFactory(body=[cite(source)], live=False)
    BlogPostPageFactory(body=[cite(ReferenceFactory())])

    assert library.pages_using(source, site) == [new, old]


def test_an_article_carries_its_own_date_and_another_page_that_of_going_on_line(site):
    article = BlogPostPageFactory(published_on=date(2026, 3, 4))
    home = site.root_page.specific
    home.first_published_at = None

    assert library.day_of(article) == date(2026, 3, 4)
    assert library.day_of(home) is None


def test_words_are_looked_for_in_title_author_and_identifier():
    sleep, _other = ReferenceFactory(csl=SLEEP_CSL), ReferenceFactory()

    assert found(words="WOUND mostaghimi") == [sleep]
    assert found(words="https://doi.org/10.1111/j.1365-2869.2005.00455.x") == [sleep]


def test_words_are_looked_for_in_what_was_found_and_in_subjects_too():
    told = ReferenceFactory(finding="Wandelen helpt tegen rugpijn.")
    about = ReferenceFactory()
    about.subjects.set(SubjectFactory(name=name) for name in ("Rug", "Rugpijn"))
    ReferenceFactory()

    assert set(found(words="rugpijn")) == {told, about}
    assert found(words="RUGPIJN movement wandelen") == [told]


def test_the_first_and_the_last_year_belong_to_a_selection():
    made = {
        year: ReferenceFactory(csl__issued={"date-parts": [[year]]})
        for year in (2009, 2010, 2015, 2016)
    }
    ReferenceFactory(csl__issued={})

    assert set(found(since=2010, until=2015)) == {made[2010], made[2015]}


def test_study_type_subject_and_free_to_read_narrow_a_selection():
    back, sleep = (SubjectFactory(name=name) for name in ("Rug", "Slaap"))
    trial, free, plain = (
        ReferenceFactory(study_type=StudyType.RANDOMISED_TRIAL),
        ReferenceFactory(csl__PMCID="PMC123"),
        ReferenceFactory(),
    )
    trial.subjects.set([back, sleep])
    plain.subjects.set([sleep])

    assert found(study_type=StudyType.RANDOMISED_TRIAL) == [trial]
    assert found(free=True) == [free]
    assert set(found(subject="slaap")) == {trial, plain}
    assert found(subject="slaap", study_type=StudyType.RANDOMISED_TRIAL) == [trial]


def test_only_what_some_public_source_has_can_be_chosen():
    shown, hidden = (
        ReferenceFactory(study_type=kind) for kind in (StudyType.COHORT, StudyType.OPINION)
    )
    for source, name in ((shown, "Rug"), (hidden, "Slaap")):
        source.subjects.add(SubjectFactory(name=name))

    offered = library.choices(Reference.objects.filter(pk=shown.pk))

    assert offered.subjects == [("rug", "Rug")]
    assert [value for value, _label in offered.study_types] == [StudyType.COHORT]
