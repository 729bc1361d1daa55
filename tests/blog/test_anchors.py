import pytest

from blog.anchors import assign
from blog.models import BlogPostPage
from tests.factories.blog import BlogPostPageFactory


def test_a_section_is_addressed_by_its_heading():
    assert assign([("a", "Wat is een hernia?"), ("b", "Élan")], {}) == {
        "a": "wat-is-een-hernia",
        "b": "elan",
    }


def test_two_sections_of_one_name_have_two_addresses():
    assert assign([("a", "Tips"), ("b", "Tips"), ("c", "Tips")], {}) == {
        "a": "tips",
        "b": "tips-2",
        "c": "tips-3",
    }


@pytest.mark.parametrize(
    ("heading", "first"), [("Bron", "deel-bron"), ("Verwijzing 1", "deel-verwijzing-1")]
)
def test_any_number_of_sections_can_be_named_like_the_id_of_a_source(heading, first):
    assert assign([(block, heading) for block in "abc"], {}) == {
        "a": first,
        "b": f"{first}-2",
        "c": f"{first}-3",
    }


def test_a_section_keeps_its_address_when_it_is_reworded_or_moved():
    assert assign([("b", "Nieuw"), ("a", "Tips")], {"a": "oud", "b": "tips", "gone": "weg"}) == {
        "b": "tips",
        "a": "oud",
    }


def test_a_new_section_does_not_take_the_address_of_one_further_on():
    assert assign([("new", "Tips"), ("a", "Advies")], {"a": "tips"}) == {
        "new": "tips-2",
        "a": "tips",
    }


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("Bronnen", "bronnen-2"),
        ("Bron", "deel-bron"),
        ("Bron 1", "deel-bron-1"),
        ("Auteur", "auteur-2"),
        ("???", "deel"),
        ("日本", "deel"),
    ],
)
def test_a_section_takes_no_address_that_the_page_needs(heading, anchor):
    assert assign([("a", heading)], {}) == {"a": anchor}


@pytest.mark.django_db
def test_a_reworded_heading_keeps_its_address_through_drafts_and_publishing():
    page = BlogPostPageFactory(body=[("section", "Oorzaken")])
    page.save_revision().publish()

    draft = BlogPostPage.objects.get().get_latest_revision_as_object()
    draft.body[0].value = "Waar het vandaan komt"
    draft.save_revision().publish()

    page.refresh_from_db()
    assert page.body[0].value == "Waar het vandaan komt"
    assert page.anchors == {page.body[0].id: "oorzaken"}
