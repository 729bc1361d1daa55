"""Long lists come in screens of 25; what was repaired is a proposal."""

import pytest
from django.urls import reverse

from references.formats import detect
from references.library import importing
from references.models import Reference
from tests.factories.references import ReferenceFactory
from tests.references.editing.importing_screen import posted

pytestmark = pytest.mark.django_db

GLUED = (
    "Marucha PT, Kiecolt-Glaser JK, Favagehi M. Mucosal woundhealing is impaired by examination "
    "stress. Psychosom Med. 1998May-Jun;60(3):362-5. doi: 10.1097/00006842-199805000-00025."
)
GLUED_TITLE = "Mucosal woundhealing is impaired by examination stress"
REPAIRED = "Mucosal wound healing is impaired by examination stress"


def books(count):
    return "\n".join(f"@book{{a, title={{Pain, part {n}}}, year={{2020}}}}" for n in range(count))


@pytest.fixture
def send(admin_client):
    def send(data):
        return admin_client.post(reverse("references_import"), data).context["review"]

    return send


def test_a_repaired_space_is_a_proposal_and_no_change(send):
    review = send({"text": GLUED})

    [form] = review.forms
    assert form.initial["title"] == GLUED_TITLE
    [(_label, pieces)] = form.proposals
    assert pieces == [
        ("Mucosal wound", False),
        (" ", True),
        ("healing is impaired by examination stress", False),
    ]
    send(posted(review))
    assert Reference.objects.get().title == GLUED_TITLE


@pytest.mark.parametrize("tick", [{"e0-accept": "on"}, {"accept_all": "on"}])
def test_one_tick_takes_the_proposal_over(send, tick):
    review = send({"text": GLUED})

    send(posted(review) | tick)

    assert Reference.objects.get().title == REPAIRED


def test_what_the_editor_typed_counts_for_more_than_the_proposal(send):
    review = send({"text": GLUED})

    send(posted(review) | {"e0-accept": "on", "e0-title": "My own title"})

    assert Reference.objects.get().title == "My own title"


def test_a_long_list_comes_in_screens(send):
    review = send({"text": books(60)})

    left = []
    while review.todo:
        left.append((len(review.forms), review.later))
        review = send(posted(review))

    assert left == [(25, 35), (25, 10), (10, 0)]
    assert Reference.objects.count() == 60


def test_the_others_can_be_saved_at_once_but_for_those_that_raise_a_question(send):
    known = ReferenceFactory(csl={"type": "book", "title": "Pain and movement in the lower back"})
    doubtful = "@book{a, title={Known to nobody}, doi={soon}}"
    review = send({"text": f"{books(40)}\n@book{{b, title={{{known.title}}}}}\n{doubtful}"})

    review = send(posted(review, "save_all"))

    assert len(review.saved) == 40
    assert [form.initial["title"] for form in review.forms] == [known.title, "Known to nobody"]
    assert [form.known for form in review.forms] == [[known], []]


def test_five_hundred_entries_stay_under_the_number_of_fields_that_django_takes(send):
    review = send({"text": books(500)})

    assert len(posted(review)) < 1000
    assert len(send(posted(review, "save_all")).saved) == 500


@pytest.mark.parametrize("count", [1, 30])
def test_recognising_in_a_library_of_a_thousand_takes_one_query(count, django_assert_num_queries):
    Reference.objects.bulk_create(library_of(1000))
    entries = detect.read(books(count)).entries

    with django_assert_num_queries(1):
        rows = importing.recognise(entries)

    assert len(rows) == count


def library_of(count):
    for number in range(count):
        csl = {"type": "book", "title": f"Pain, part {number}", "PMID": str(number + 1)}
        reference = Reference(csl=csl)
        reference.tidy()
        yield reference


def test_the_screen_asks_as_much_of_the_database_for_one_entry_as_for_many(
    admin_client, django_assert_max_num_queries
):
    ReferenceFactory(csl={"type": "book", "title": "Pain, part 0"})
    url = reverse("references_import")
    admin_client.post(url, {"text": books(1)})

    with django_assert_max_num_queries(1000) as one:
        admin_client.post(url, {"text": books(1)})
    with django_assert_max_num_queries(1000) as many:
        admin_client.post(url, {"text": books(30)})

    assert len(one) == len(many)
