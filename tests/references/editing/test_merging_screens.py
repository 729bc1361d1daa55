"""Merging sources in the admin."""

import pytest
from django.contrib.auth.models import Permission
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils.translation import gettext

from references.editing.merging import merge_url
from references.models import Reference
from tests.factories.blog import BlogPostPageFactory, cite
from tests.factories.references import ReferenceFactory
from tests.factories.users import UserFactory
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

LIST = "wagtailsnippets_references_reference:list"
EDIT = "wagtailsnippets_references_reference:edit"
DOUBLES = "references_doubles"
PARTNERS = "references_partners"


@pytest.fixture
def editor(admin_client):
    return admin_client


def test_two_sources_stand_side_by_side_with_what_differs_and_who_cites_them(editor):
    one = ReferenceFactory(csl__title="Sleep", csl__volume="7", csl__issue="1")
    other = ReferenceFactory(csl__title="Sleep", csl__volume="8")
    BlogPostPageFactory(title="Slaap", body=[cite(other)])

    response = editor.get(merge_url([one, other]))

    rows = {str(label): (values, differ) for label, values, differ in response.context["rows"]}
    assert rows[gettext("Title")] == (["Sleep", "Sleep"], False)
    assert rows[gettext("Volume")] == (["7", "8"], True)
    assert rows[gettext("Issue")] == (["1", ""], False)
    assert [list(map(str, places)) for _work, places in response.context["columns"]] == [
        [],
        ["“Slaap”"],
    ]
    assert response.context["form"]["keep"].value() == one.pk


def test_merging_keeps_the_chosen_source_and_says_so(editor):
    one, other = ReferenceFactory.create_batch(2)

    response = editor.post(merge_url([one, other]), {"keep": other.pk})

    assert response.url == reverse(LIST)
    assert Reference.objects.get() == other
    [message] = get_messages(response.wsgi_request)
    assert message.tags == "success"
    assert reverse(EDIT, args=[other.pk]) in str(message)


def test_after_merging_the_editor_is_back_on_the_list_of_doubles(editor):
    one, other = ReferenceFactory.create_batch(2)
    url = merge_url([one, other], back=reverse(DOUBLES))

    response = editor.post(url, {"keep": one.pk, "next": reverse(DOUBLES)})

    assert response.url == reverse(DOUBLES)


def test_different_dois_are_asked_for_and_the_chosen_one_stays(editor):
    one, other = ReferenceFactory(csl__DOI="10.1000/a"), ReferenceFactory(csl__DOI="10.1000/b")

    unanswered = editor.post(merge_url([one, other]), {"keep": one.pk})
    assert list(unanswered.context["form"].errors) == ["DOI"]
    assert Reference.objects.count() == 2

    editor.post(merge_url([one, other]), {"keep": one.pk, "DOI": "10.1000/b"})
    assert Reference.objects.get().doi == "10.1000/b"


def test_looking_at_two_sources_changes_nothing(editor):
    works = ReferenceFactory.create_batch(2)

    editor.get(merge_url(works))

    assert list(Reference.objects.order_by("pk")) == works


@pytest.mark.parametrize("count", [1, 11])
def test_too_few_or_too_many_sources_are_refused_in_words(editor, count):
    response = editor.get(merge_url(ReferenceFactory.create_batch(count)))

    assert response.url == reverse(LIST)
    assert len(list(get_messages(response.wsgi_request))) == 1


def test_a_source_that_was_merged_meanwhile_is_told(editor):
    one, other = ReferenceFactory.create_batch(2)
    Reference.objects.filter(pk=other.pk).delete()

    response = editor.post(merge_url([one, other]), {"keep": one.pk})

    assert response.url == reverse(LIST)
    assert Reference.objects.get() == one


def test_the_list_of_doubles_shows_groups_with_a_way_to_compare_them(editor):
    one, other = (ReferenceFactory(csl__title=title) for title in ("Sleep now", "sleep-now"))
    ReferenceFactory()

    response = editor.get(reverse(DOUBLES))

    [(group, url)] = response.context["groups"]
    assert set(group) == {one, other}
    assert editor.get(url).status_code == 200


def test_the_list_of_doubles_costs_the_same_for_one_and_for_many(editor):
    def make(title):
        for spelling in (title, title.upper()):
            ReferenceFactory(csl__title=spelling)

    make("First title")
    editor.get(reverse(DOUBLES))
    one = len(queries_of(editor, reverse(DOUBLES)))
    for number in range(5):
        make(f"Title {number}")

    assert len(queries_of(editor, reverse(DOUBLES))) == one


def test_a_source_offers_what_looks_like_it_and_what_a_search_finds(editor):
    source, twin = (ReferenceFactory(csl__title=title) for title in ("Sleep now", "sleep-now"))
    found = ReferenceFactory(csl__title="Pain explained")

    response = editor.get(reverse(PARTNERS, args=[source.pk]), {"q": "explained"})

    assert [work for work, _url in response.context["alike"]] == [twin]
    assert [work for work, _url in response.context["found"]] == [found]


def test_the_form_and_the_list_lead_to_merging(editor):
    source = ReferenceFactory()
    to_partners = f'href="{reverse(PARTNERS, args=[source.pk])}"'

    library = editor.get(reverse(LIST)).content.decode()

    assert to_partners in editor.get(reverse(EDIT, args=[source.pk])).content.decode()
    assert to_partners in library
    assert f'href="{reverse(DOUBLES)}"' in library


def test_who_may_not_delete_sources_may_not_merge_them(client):
    works = ReferenceFactory.create_batch(2)
    user = UserFactory()
    user.user_permissions.set(
        Permission.objects.filter(codename__in=["access_admin", "change_reference"])
    )
    client.force_login(user)

    for url in (merge_url(works), reverse(DOUBLES), reverse(PARTNERS, args=[works[0].pk])):
        assert client.get(url).status_code == 302
    client.post(merge_url(works), {"keep": works[0].pk})

    assert Reference.objects.count() == 2


def test_markup_in_a_title_is_shown_and_not_run(editor):
    works = [ReferenceFactory(csl__title=f"<script>alert({n})</script>") for n in (1, 1)]

    for url in (merge_url(works), reverse(DOUBLES), reverse(PARTNERS, args=[works[0].pk])):
        assert b"<script>alert(" not in editor.get(url).content
    merged = editor.post(merge_url(works), {"keep": works[0].pk}, follow=True)

    assert b"<script>alert(" not in merged.content


def test_a_search_with_a_sign_that_no_database_takes_finds_nothing(editor):
    source = ReferenceFactory()

    response = editor.get(reverse(PARTNERS, args=[source.pk]), {"q": "sleep\x00"})

    assert (response.status_code, response.context["found"]) == (200, [])


@pytest.mark.parametrize("forged", ["x", "", "-1", "9" * 30, "٣"])
def test_what_is_no_source_cannot_be_merged(editor, forged):
    source = ReferenceFactory()

    response = editor.get(f"{merge_url([source])}&id={forged}")

    assert response.url == reverse(LIST)
