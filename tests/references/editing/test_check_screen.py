"""The screens on which an editor checks a source, and the report of what to look at."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.urls import reverse
from django.utils.translation import gettext

from references.choices import Standing, Verification
from references.models import Reference, SourceSettings
from tests.factories.blog import BlogPostPageFactory, cite
from tests.factories.references import ReferenceFactory
from tests.factories.users import UserFactory
from tests.queries import queries_of
from tests.references.checking.test_verification import walking
from tests.references.lookup.server import Answer, Registry

pytestmark = pytest.mark.django_db

EDIT = "wagtailsnippets_references_reference:edit"
LIST = "wagtailsnippets_references_reference:list"
REPORT = "references_report"


@pytest.fixture
def editor(admin_client: Any) -> Any:
    return admin_client


def check_url(reference: Reference) -> str:
    return reverse("references_check", args=[reference.pk])


def told(response: Any) -> list[str]:
    return [str(message).strip() for message in get_messages(response.wsgi_request)]


def retraction(date: str = "2021-03-04") -> dict[str, str]:
    return {"kind": "retraction", "date": date, "doi": "10.9999/r1", "source": "crossref"}


def test_an_editor_asks_the_registries_with_one_button(editor: Any, lookup_on: Registry):
    lookup_on.know("crossref-plain")
    reference = walking(csl__title="Sleep")

    response = editor.post(check_url(reference), follow=True)

    rows = [
        (row["difference"].variable, row["difference"].doubtful, row["can_take_over"])
        for row in response.context["rows"]
    ]
    assert rows[0] == ("title", True, True)
    assert "Walking after a sprain" in response.content.decode()
    assert Reference.objects.get().verification == Verification.DIFFERS


def test_to_look_at_the_screen_asks_nobody(editor: Any, lookup_on: Registry):
    reference = walking()

    for url in (check_url(reference), reverse(EDIT, args=[reference.pk])):
        assert editor.get(url).status_code == 200

    assert lookup_on.asked == []
    assert Reference.objects.get().verification == Verification.NEVER


def test_only_the_ticked_fields_are_taken_over(editor: Any, lookup_on: Registry):
    lookup_on.know("crossref-plain")
    reference = walking(csl__title="Sleep", csl__volume="99")
    editor.post(check_url(reference))

    editor.post(check_url(reference), {"take_over": "1", "variable": ["title", "nonsense"]})

    after = Reference.objects.get()
    assert (after.title, after.csl["volume"]) == ("Walking after a sprain", "99")
    assert after.verification == Verification.VERIFIED


def test_taking_over_nothing_says_so(editor: Any, lookup_on: Registry):
    response = editor.post(check_url(walking()), {"take_over": "1"})

    assert len(told(response)) == 1
    assert lookup_on.asked == []


def test_an_identifier_that_another_source_has_is_refused_in_words(
    editor: Any, lookup_on: Registry
):
    lookup_on.know("pubmed-plain")
    walking()
    double = walking(csl__DOI="", csl__PMID="90000001")
    editor.post(check_url(double))

    response = editor.post(check_url(double), {"take_over": "1", "variable": ["DOI"]})

    assert "DOI" in told(response)[-1]
    assert Reference.objects.get(pk=double.pk).doi == ""


def test_a_registry_that_is_down_leaves_the_screen_working(editor: Any, lookup_on: Registry):
    lookup_on.serve("/crossref/works/10.9999%2Fwalking.1", Answer(500))
    reference = walking()

    response = editor.post(check_url(reference), follow=True)

    assert response.status_code == 200
    assert [lookup_on.host in text for text in told(response)] == [True]
    assert Reference.objects.get().verification == Verification.NEVER


def test_a_source_is_saved_while_the_registries_are_out_of_reach(
    editor: Any, lookup_on: Registry, settings: Any
):
    settings.REFERENCES_REGISTRIES = dict.fromkeys(lookup_on.bases, "http://127.0.0.1:1")
    reference = walking()

    response = editor.post(
        reverse(EDIT, args=[reference.pk]),
        {"type": "book", "title": "Explain Movement", "doi": "10.9999/walking.1"},
    )

    assert response.status_code == 302
    assert Reference.objects.get().title == "Explain Movement"


def test_while_looking_up_is_off_the_form_says_so_and_offers_no_button(editor: Any):
    reference = walking()

    form = editor.get(reverse(EDIT, args=[reference.pk])).content.decode()
    screen = editor.get(check_url(reference)).content.decode()

    assert gettext("Looking up is switched off.") in form
    assert gettext("Ask Crossref and PubMed") not in screen
    assert editor.post(check_url(reference), follow=True).status_code == 200


@pytest.mark.parametrize(
    ("group", "who"),
    [("Redactie", "Je zet het aan"), ("Kinesitherapeuten", "De redactie zet het aan")],
)
def test_who_cannot_switch_looking_up_on_reads_who_can(client: Any, group: str, who: str) -> None:
    client.force_login(UserFactory(groups=[group]))

    screen = client.get(check_url(walking())).content.decode()

    assert f"Opzoeken staat uit. {who}" in screen


def test_markup_of_a_registry_is_shown_and_not_run(editor: Any, lookup_on: Registry):
    lookup_on.know("crossref-markup-in-title")
    reference = walking(csl__DOI="10.9999/markup")

    editor.post(check_url(reference))

    for url in (check_url(reference), reverse(REPORT)):
        assert b"<script>alert(1)" not in editor.get(url).content


def test_who_may_not_change_sources_may_not_check_them(client: Any, django_user_model: Any):
    client.force_login(django_user_model.objects.create_user("balie", password="x"))
    reference = walking()

    for url in (check_url(reference), reverse(REPORT)):
        assert client.get(url).status_code == 302
        assert client.post(url).status_code == 403


def test_the_report_lists_what_to_look_at_the_gravest_first(editor: Any):
    corrected = ReferenceFactory(notices=[retraction() | {"kind": "correction"}])
    unknown = walking(csl__DOI="10.9999/nowhere", verification=Verification.NOT_FOUND)
    retracted = ReferenceFactory(notices=[retraction()])
    differing = walking(csl__title="Sleep", registry={"title": "Wake"})
    ReferenceFactory()

    response = editor.get(reverse(REPORT))

    assert list(response.context["object_list"]) == [retracted, differing, unknown, corrected]


def test_the_report_names_the_pages_on_line_that_cite_each_source(editor: Any):
    retracted = ReferenceFactory(notices=[retraction()])
    on_line = BlogPostPageFactory(body=[cite(retracted), cite(retracted)])
    BlogPostPageFactory(body=[cite(retracted)], live=False)

    (row,) = editor.get(reverse(REPORT)).context["object_list"]

    assert [page.pk for page in row.citing_pages] == [on_line.pk]
    assert row.standing == Standing.RETRACTED


@pytest.mark.parametrize("name", [REPORT, LIST])
def test_lists_with_states_cost_the_same_for_one_and_for_many(name: str, editor: Any):
    def retracted_and_cited() -> None:
        BlogPostPageFactory(body=[cite(ReferenceFactory(notices=[retraction()]))])

    retracted_and_cited()
    editor.get(reverse(name))  # fills the caches of content types
    one = len(queries_of(editor, reverse(name)))
    for _time in range(5):
        retracted_and_cited()

    assert len(queries_of(editor, reverse(name))) == one


def test_the_library_can_be_filtered_on_what_was_checked(editor: Any):
    unknown = walking(verification=Verification.NOT_FOUND)
    ReferenceFactory()

    response = editor.get(reverse(LIST), {"verification": Verification.NOT_FOUND})

    assert list(response.context["object_list"]) == [unknown]


@pytest.mark.parametrize("asked", [{}, {"take_over": "1", "variable": "title"}])
def test_a_source_that_is_deleted_while_it_is_checked_is_told(
    asked: dict[str, str], editor: Any, lookup_on: Registry
):
    lookup_on.know("crossref-plain")
    reference = walking()

    def deleted_before_it_is_locked(execute: Any, sql: str, *args: Any) -> Any:
        if "FOR UPDATE" in sql and "references_reference" in sql:
            Reference.objects.filter(pk=reference.pk)._raw_delete("default")
        return execute(sql, *args)

    with connection.execute_wrapper(deleted_before_it_is_locked):
        response = editor.post(check_url(reference), asked)

    assert response.url == reverse(LIST)
    assert told(response) == [gettext("This source is no longer in the library.")]


@pytest.mark.parametrize(("server_allows", "practice_wants"), [("off", True), ("live", False)])
def test_nobody_is_asked_unless_both_the_server_and_the_practice_want_it(
    server_allows: str, practice_wants: bool, editor: Any, lookup_on: Registry, settings: Any
):
    settings.REFERENCES_LOOKUP = server_allows
    SourceSettings.objects.update(lookup_enabled=practice_wants)

    editor.post(check_url(walking()))

    assert lookup_on.asked == []
