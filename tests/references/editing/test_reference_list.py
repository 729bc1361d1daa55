"""The library of sources in the admin."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext

from references.choices import Standing, StudyType, Verification
from references.errors import StillCited
from references.models import Reference, Subject
from tests.factories.blog import BlogPostPageFactory, cite
from tests.factories.references import SLEEP_CSL, ReferenceFactory, SubjectFactory
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

LIST = "wagtailsnippets_references_reference:list"
EDIT = "wagtailsnippets_references_reference:edit"
USAGE = "wagtailsnippets_references_reference:usage"
DELETE = "wagtailsnippets_references_reference:delete"


@pytest.fixture
def editor(admin_client):
    return admin_client


def shown(response):
    return list(response.context["object_list"])


def test_the_list_shows_how_often_a_source_is_cited(editor):
    cited, spare = ReferenceFactory.create_batch(2)
    BlogPostPageFactory(body=[cite(cited), cite(cited)])
    BlogPostPageFactory(body=[cite(cited)])

    response = editor.get(reverse(LIST))

    assert {row: row.usage_count for row in shown(response)} == {cited: 2, spare: 0}
    assert f'href="{reverse(USAGE, args=[cited.pk])}"' in response.content.decode()


def test_the_list_finds_a_source_by_its_doi(editor):
    sleep = ReferenceFactory(csl=SLEEP_CSL)
    ReferenceFactory()

    response = editor.get(reverse(LIST), {"q": "https://doi.org/10.1111/j.1365-2869.2005.00455.x"})

    assert shown(response) == [sleep]


def test_the_list_leaves_room_for_the_title(editor):
    ReferenceFactory(notices=[{"kind": "retraction"}])

    table = editor.get(reverse(LIST)).context["table"]
    columns = [name for name in table.columns if name != "bulk_actions"]
    row = table.columns["verification"].get_value(table.data[0])

    assert columns == [
        "title",
        "first_author",
        "year",
        "get_study_type_display",
        "verification",
        "usage_count",
    ]
    assert row == f"{Standing.RETRACTED.label}, {Verification.NOT_CHECKABLE.label}"


@pytest.mark.parametrize(
    "query", ["", "?q=movement", "?study_type=cohort&verification=not-checkable"]
)
def test_the_list_costs_the_same_for_one_source_and_for_many(query, editor):
    url = reverse(LIST) + query
    ReferenceFactory(study_type=StudyType.COHORT)
    editor.get(url)  # fills the caches of content types
    one = len(queries_of(editor, url))
    ReferenceFactory.create_batch(9, study_type=StudyType.COHORT)

    assert len(queries_of(editor, url)) == one


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"type": "book"}, "Boek"),
        ({"year": "1999"}, "Oud"),
        ({"study_type": "cohort"}, "Cohorte"),
        ({"verification": "differs"}, "Wijkt af"),
        ({"standing": "retracted"}, "Ingetrokken"),
    ],
)
def test_the_list_is_narrowed_down(editor, query, found):
    ReferenceFactory(csl__title="Boek", csl__type="book")
    ReferenceFactory(csl__title="Oud", csl__issued={"date-parts": [[1999]]})
    ReferenceFactory(csl__title="Cohorte", study_type=StudyType.COHORT)
    ReferenceFactory(csl__title="Wijkt af", csl__DOI="10.1000/1", registry={"title": "Anders"})
    ReferenceFactory(csl__title="Ingetrokken", notices=[{"kind": "retraction"}])

    assert [row.title for row in shown(editor.get(reverse(LIST), query))] == [found]


def test_the_list_is_narrowed_down_to_a_subject(editor):
    back, sleep = SubjectFactory.create_batch(2)
    about_both, other = ReferenceFactory.create_batch(2)
    about_both.subjects.set([back, sleep])
    other.subjects.set([sleep])

    assert shown(editor.get(reverse(LIST), {"subjects": back.pk})) == [about_both]


def test_a_subject_gets_its_place_in_the_address(editor):
    response = editor.post(
        reverse("wagtailsnippets_references_subject:add"), {"name": "Lage rug", "slug": "lage-rug"}
    )

    assert response.status_code == 302
    assert Subject.objects.get().slug == "lage-rug"


def test_the_form_in_the_admin_stores_a_new_source(editor):
    response = editor.post(
        reverse("wagtailsnippets_references_reference:add"),
        {"type": "book", "title": "Explain Pain", "authors": "Butler, D. S.", "year": "2013"},
    )

    assert response.status_code == 302
    assert Reference.objects.get().csl == {
        "type": "book",
        "title": "Explain Pain",
        "author": [{"family": "Butler", "given": "D. S."}],
        "issued": {"date-parts": [[2013]]},
    }


def test_markup_in_a_title_is_shown_and_not_run_in_the_admin(editor):
    hostile = ReferenceFactory(csl__title="<script>alert(1)</script>")

    for url in (reverse(LIST), reverse(EDIT, args=[hostile.pk])):
        assert b"<script>alert(1)" not in editor.get(url).content


def test_a_cited_source_cannot_be_deleted_by_its_model():
    cited = ReferenceFactory()
    BlogPostPageFactory(body=[cite(cited)])

    with pytest.raises(StillCited):
        cited.delete()
    with pytest.raises(StillCited):
        Reference.objects.all().delete()

    assert list(Reference.objects.all()) == [cited]


def test_a_source_that_no_page_cites_any_more_can_be_deleted():
    cited = ReferenceFactory()
    page = BlogPostPageFactory(body=[cite(cited)])
    page.body = [("paragraph", "<p>Anders.</p>")]
    page.save()

    cited.delete()

    assert not Reference.objects.exists()


def test_the_admin_says_that_a_cited_source_stays(editor):
    cited = ReferenceFactory()
    BlogPostPageFactory(body=[cite(cited)])

    response = editor.post(reverse(DELETE, args=[cited.pk]))

    assert response.url == reverse(LIST)
    assert len(list(get_messages(response.wsgi_request))) == 1
    assert list(Reference.objects.all()) == [cited]


def test_the_admin_deletes_none_of_several_when_one_is_cited(editor):
    cited, spare = ReferenceFactory.create_batch(2)
    BlogPostPageFactory(body=[cite(cited)])
    url = reverse("wagtail_bulk_action", args=["references", "reference", "delete"])

    editor.post(f"{url}?id={cited.pk}&id={spare.pk}")

    assert Reference.objects.count() == 2


def test_the_library_is_closed_to_who_has_no_permission(client, django_user_model):
    reception = django_user_model.objects.create_user("balie", password="x")
    client.force_login(reception)

    assert client.get(reverse(LIST)).status_code == 302


def test_the_pasted_line_is_on_the_form_where_there_is_one(editor):
    pasted = ReferenceFactory(raw="Testers AB. Geplakt. 2020.")
    typed = ReferenceFactory()

    label = capfirst(gettext("line as it was pasted"))
    shown_on = {
        reference: label in editor.get(url_to_edit(reference)).content.decode()
        for reference in (pasted, typed)
    }

    assert shown_on == {pasted: True, typed: False}


def url_to_edit(reference):
    return reverse(EDIT, args=[reference.pk])
