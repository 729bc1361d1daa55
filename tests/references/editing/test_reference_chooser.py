"""What the chooser of sources and the form of a citation answer to the editor's browser."""

import pytest
from django.urls import reverse
from django.utils.translation import gettext

from references.models import Reference
from references.richtext import label
from tests.factories.references import SLEEP_CSL, ReferenceFactory
from tests.factories.users import UserFactory
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

CHOOSER = "wagtailsnippetchoosers_references_reference"
LINE = "Butler DS, Moseley GL. Explaining pain. J Tests. 2013;4(2):11-19. doi:10.9999/pain.2013.4"
GLUED = "Vos A. Walking after surgery. J Tests. 2021;7(1):3-9. doi:10.9999/walk.2021.7"


@pytest.fixture
def editor(admin_client):
    return admin_client


@pytest.fixture
def sleep():
    return ReferenceFactory(csl=SLEEP_CSL)


def ask(client, name, *args, **query):
    return client.get(reverse(f"{CHOOSER}:{name}", args=args), query)


def paste(client, text, query="?multiple=1", **choices):
    return client.post(reverse(f"{CHOOSER}:paste") + query, {"paste-text": text, **choices}).json()


@pytest.mark.parametrize("name", ["choose", "choose_results"])
@pytest.mark.parametrize("query", ["?multiple=1", "?q=movement"])
def test_the_chooser_costs_the_same_for_one_source_and_for_many(name, query, editor):
    url = reverse(f"{CHOOSER}:{name}") + query
    ReferenceFactory()
    editor.get(url)  # fills the caches of content types
    one = len(queries_of(editor, url))
    ReferenceFactory.create_batch(9)

    assert len(queries_of(editor, url)) == one


def test_the_chooser_finds_by_author(editor, sleep):
    ReferenceFactory()

    response = ask(editor, "choose_results", q="Ballamudi")

    assert list(response.context["results"]) == [sleep]


def test_markup_in_a_title_is_shown_and_not_run_in_the_chooser(editor):
    hostile = ReferenceFactory(csl__title="<script>alert(1)</script>")

    for response in (ask(editor, "choose_results"), ask(editor, "citation", hostile.pk)):
        assert b"<script>alert(1)" not in response.content


def test_the_answer_holds_the_label_for_the_text(editor, sleep):
    result = ask(editor, "chosen", sleep.pk).json()["result"]

    assert (result["id"], result["label"]) == (str(sleep.pk), "(Mostaghimi e.a., 2005)")


def test_several_are_answered_with_by_author(editor, sleep):
    other = ReferenceFactory()

    answer = ask(editor, "chosen_multiple", multiple=1, id=[other.pk, sleep.pk, "x", 10**30]).json()

    assert [one["label"] for one in answer["result"]] == [label(sleep.csl), label(other.csl)]


def test_what_is_no_source_cannot_be_chosen(editor):
    assert [ask(editor, "chosen", pk).status_code for pk in ("7", "x", "9" * 30)] == [404] * 3


def test_a_source_that_is_filled_in_is_chosen_at_once(editor):
    answer = editor.post(
        reverse(f"{CHOOSER}:create"),
        {"source-type": "webpage", "source-title": "Pain Guidebook", "source-year": "2017"},
    ).json()

    assert answer["step"] == "chosen"
    assert answer["result"]["label"] == "(Pain Guidebook, 2017)"


def test_a_pasted_line_is_first_shown_and_nothing_is_saved(editor):
    answer = paste(editor, LINE)

    assert answer["step"] == "reshow_creation_form"
    assert answer["htmlFragment"].count("Explaining pain. J Tests. 2013;4(2):11-9.") == 1
    assert not Reference.objects.exists()


def test_a_pasted_source_is_saved_with_its_line_and_chosen(editor):
    answer = paste(editor, LINE, chosen=["0"])

    kept = Reference.objects.get()
    assert [one["label"] for one in answer["result"]] == ["(Butler & Moseley, 2013)"]
    assert (kept.doi, kept.raw, kept.origin) == ("10.9999/pain.2013.4", LINE, "list")


def test_a_known_source_is_chosen_and_not_saved_again(editor, sleep):
    answer = paste(editor, f"https://doi.org/{sleep.doi}", chosen=["0"])

    assert [one["id"] for one in answer["result"]] == [str(sleep.pk)]
    assert list(Reference.objects.all()) == [sleep]


def test_only_what_was_ticked_is_saved(editor):
    answer = paste(editor, f"{LINE}\n{GLUED}", chosen=["1", "7", "x"])

    assert [one["label"] for one in answer["result"]] == ["(Vos, 2021)"]
    assert Reference.objects.get().raw == GLUED


def test_one_source_answers_who_asked_for_one(editor):
    answer = paste(editor, LINE, query="", chosen=["0"])

    assert answer["result"]["label"] == "(Butler & Moseley, 2013)"


def test_a_doi_alone_is_not_saved_but_begins_the_form(editor):
    answer = paste(editor, "10.9999/new.2024.1", chosen=["0"])

    assert answer["htmlFragment"].count('name="source-doi" value="10.9999/new.2024.1"') == 1
    assert not Reference.objects.exists()


def test_a_form_that_began_with_a_pasted_line_keeps_that_line(editor):
    fields = {"type": "webpage", "title": "Pijn", "raw": "Pijn, ergens"}

    editor.post(reverse(f"{CHOOSER}:create"), {f"source-{name}": fields[name] for name in fields})

    assert (Reference.objects.get().raw, Reference.objects.get().origin) == ("Pijn, ergens", "list")


@pytest.mark.parametrize("text", ["", " \n\t", "\x00"])
def test_nothing_pasted_is_told_at_the_box(editor, text):
    assert paste(editor, text)["htmlFragment"].count('aria-invalid="true"') == 1


@pytest.mark.parametrize("text", ["Foto: Pexels", "%PDF-1.7\x01", "<script>alert(1)</script>"])
def test_what_is_no_source_is_shown_with_the_reason(editor, text):
    answer = paste(editor, text, chosen=["0"])

    assert answer["step"] == "reshow_creation_form"
    assert "<script>alert(1)" not in answer["htmlFragment"]
    assert not Reference.objects.exists()


def test_more_than_the_box_takes_is_told(editor):
    lines = [
        GLUED.replace("walk.2021.7", f"walk.{n}").replace("surgery", f"no {n}") for n in range(22)
    ]

    fragment = paste(editor, "\n".join(lines))["htmlFragment"]

    assert fragment.count('name="chosen"') == 20
    assert fragment.count("+ 2</q>") == 1


def test_who_may_not_add_sources_may_not_paste_one(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("balie", password="x"))

    response = client.post(reverse(f"{CHOOSER}:paste"), {"paste-text": LINE, "chosen": ["0"]})

    assert response.status_code in {302, 403}
    assert not Reference.objects.exists()


def test_the_form_of_a_citation_begins_with_what_it_says(editor, sleep):
    answer = ask(editor, "citation", sleep.pk, locator="p. 12", form="narrative").json()

    assert answer["step"] == "citation"
    assert answer["html"].count('value="p. 12"') == 1
    assert answer["html"].count('value="narrative" id="id_form_1" checked') == 1


@pytest.mark.parametrize(
    ("details", "written"),
    [
        ({}, "(Mostaghimi e.a., 2005)"),
        ({"locator": " p.\u00a012 "}, "(Mostaghimi e.a., 2005, p. 12)"),
        ({"locator": "p. 12", "form": "narrative"}, "Mostaghimi e.a. (2005, p. 12)"),
    ],
)
def test_the_form_of_a_citation_answers_with_the_label(editor, sleep, details, written):
    answer = editor.post(reverse(f"{CHOOSER}:citation", args=[sleep.pk]), details).json()

    assert (answer["step"], answer["result"]["label"]) == ("cited", written)


@pytest.mark.parametrize("details", [{"locator": "9" * 101}, {"form": "forged"}])
def test_what_a_citation_cannot_say_is_told(editor, sleep, details):
    answer = editor.post(reverse(f"{CHOOSER}:citation", args=[sleep.pk]), details).json()

    assert answer["step"] == "citation"
    assert answer["html"].count('aria-invalid="true"') >= 1


def test_a_citation_of_a_source_that_is_gone_can_only_be_replaced_or_removed(editor):
    url = reverse(f"{CHOOSER}:citation", args=[99])

    for answer in (editor.get(url).json(), editor.post(url).json()):
        assert answer["step"] == "citation"
        assert answer["html"].count(gettext("Remove the citation")) == 1
        assert answer["html"].count(gettext("Done")) == 0


def test_a_citation_of_a_source_that_was_merged_becomes_one_of_what_it_was_merged_into(editor):
    kept = ReferenceFactory(csl=SLEEP_CSL, former_ids=[99])

    answer = editor.post(reverse(f"{CHOOSER}:citation", args=[99]), {}).json()

    assert (answer["result"]["id"], answer["result"]["label"]) == (str(kept.pk), label(kept.csl))


def test_a_citation_of_what_cannot_be_a_source_can_be_removed(editor):
    url = reverse(f"{CHOOSER}:citation", args=[99]).replace("99", "9" * 30)

    assert editor.get(url).json()["html"].count(gettext("Remove the citation")) == 1


@pytest.mark.parametrize(
    "name", ["choose", "choose_results", "chosen", "chosen_multiple", "citation"]
)
def test_who_may_not_see_sources_cannot_choose_one(client, sleep, name):
    client.force_login(UserFactory(groups=["Receptie"]))
    args = [sleep.pk] if name in ("chosen", "citation") else []

    assert ask(client, name, *args, id=sleep.pk).status_code == 302
