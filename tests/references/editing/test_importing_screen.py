"""The screen on which an editor pastes a list. What is typed goes from screen to screen."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from references.choices import Origin
from references.models import Reference
from tests.factories.references import SLEEP_CSL, ReferenceFactory
from tests.factories.users import UserFactory
from tests.references.editing.importing_screen import posted

pytestmark = pytest.mark.django_db

SLEEP = (
    "Mostaghimi L, Obermeyer WH, Ballamudi B. Effects of sleep deprivation on wound healing. "
    "Journal of Sleep Research. 2005 Sep;14(3):213-219. doi: 10.1111/j.1365-2869.2005.00455.x. "
    "PMID: 16120095."
)
BOOK = "@book{{a, title={{Pain {0}}}, author={{Peeters, An}}, year={{2020}}}}"


@pytest.fixture
def url():
    return reverse("references_import")


@pytest.fixture
def look(admin_client, url):
    def paste(text):
        return admin_client.post(url, {"text": text}).context["review"]

    return paste


@pytest.fixture
def send(admin_client, url):
    def back(review, step="save", **changes):
        return admin_client.post(url, posted(review, step, **changes)).context["review"]

    return back


def test_a_pasted_list_is_shown_and_not_yet_saved(look):
    review = look(SLEEP)

    [form] = review.forms
    assert form.initial["title"] == "Effects of sleep deprivation on wound healing"
    assert form.initial["authors"] == "Mostaghimi, L.\nObermeyer, W. H.\nBallamudi, B."
    assert form.initial["doi"] == "10.1111/j.1365-2869.2005.00455.x"
    assert form.initial["action"] == "new"
    assert Reference.objects.count() == 0


def test_what_is_confirmed_is_saved_with_its_line(look, send):
    review = send(look(SLEEP))

    saved = Reference.objects.get()
    assert saved.csl == SLEEP_CSL
    assert (saved.raw, saved.origin) == (SLEEP, Origin.LIST)
    assert [outcome.reference for outcome in review.saved] == [saved]
    assert review.todo == []


def test_a_file_is_read_like_a_text(admin_client, url):
    upload = SimpleUploadedFile("bronnen.bib", BOOK.format("é").encode("cp1252"))

    review = admin_client.post(url, {"file": upload}).context["review"]

    assert [form.initial["title"] for form in review.forms] == ["Pain é"]
    assert review.text == BOOK.format("é")


def test_an_editor_can_change_every_field(look, send):
    send(look(SLEEP), title="Sleep", year="2006", authors="Peeters, An", volume="")

    saved = Reference.objects.get()
    assert (saved.title, saved.year, saved.first_author) == ("Sleep", 2006, "Peeters")
    assert "volume" not in saved.csl


def test_variables_that_no_field_shows_are_kept(look, send):
    send(look("@book{a, title={Pain}, isbn={978-90-313-9999-9}}"))

    assert Reference.objects.get().csl["ISBN"] == "978-90-313-9999-9"


def test_an_entry_that_is_wrong_comes_back_with_what_was_typed(look, send):
    review = send(look(SLEEP), year="2999", title="My title")

    [form] = review.forms
    assert list(form.errors) == ["year"]
    assert [choice.data["value"] for choice in form.offered()] == ["new", "skip"]
    assert form["title"].value() == "My title"
    assert Reference.objects.count() == 0


def test_one_wrong_entry_does_not_keep_the_others_from_being_saved(look, send):
    review = send(look(f"{BOOK.format(1)}\n{BOOK.format(2)}"), title="")

    assert [reference.title for reference in Reference.objects.all()] == ["Pain 2"]
    assert [form.prefix for form in review.forms] == ["e0"]
    assert send(review, title="Pain 1").todo == []
    assert Reference.objects.count() == 2


def test_an_entry_that_is_not_wanted_is_dropped(look, send):
    review = send(look(SLEEP), action="skip")

    assert (review.todo, review.saved) == ([], [])
    assert Reference.objects.count() == 0


def test_a_known_work_is_not_saved_again(look, send):
    known = ReferenceFactory(csl=SLEEP_CSL)
    review = look(SLEEP.upper())

    [form] = review.forms
    assert (form.known, form.initial["action"]) == ([known], "skip")
    assert send(review).saved == []
    assert Reference.objects.count() == 1


def test_a_known_work_is_completed_when_the_editor_asks(look, send):
    known = ReferenceFactory(
        csl={"type": "article-journal", "title": "Sleep", "DOI": SLEEP_CSL["DOI"]}
    )

    review = send(look(SLEEP), action=str(known.pk))

    known.refresh_from_db()
    assert known.csl == {**SLEEP_CSL, "title": "Sleep"}
    assert [outcome.reference for outcome in review.saved] == [known]


def test_a_known_work_can_be_saved_as_another_all_the_same(look, send):
    ReferenceFactory(csl={**SLEEP_CSL, "DOI": "", "PMID": ""})

    send(look(SLEEP), action="anyway")

    assert Reference.objects.count() == 2


def test_sending_the_same_screen_again_saves_nothing_twice(look, send):
    review = look(BOOK.format(1))
    send(review)

    again = send(review)

    assert Reference.objects.count() == 1
    assert again.forms[0].errors == {
        "action": ["Dit werk staat intussen bij de bronnen. Kies opnieuw wat ermee moet gebeuren."]
    }


def test_a_correction_that_makes_it_a_known_work_is_refused(look, send):
    known = ReferenceFactory(csl=SLEEP_CSL)

    review = send(look(BOOK.format(1)), doi=SLEEP_CSL["DOI"])

    [form] = review.forms
    assert form.known == [known]
    assert list(form.errors) == ["action"]
    assert [choice.data["value"] for choice in form.offered()] == ["new", "skip", "anyway"]
    refused = send(review, doi=SLEEP_CSL["DOI"], action="anyway")
    assert refused.forms[0].errors == {"__all__": ["Een andere bron heeft deze DOI al."]}


def test_a_work_that_stands_in_the_list_twice_is_saved_once(look, send):
    review = look(f"{SLEEP}\n{SLEEP}")

    assert [form.initial["action"] for form in review.forms] == ["new", "skip"]
    send(review)
    assert Reference.objects.count() == 1


def test_two_entries_that_become_one_work_are_saved_once(look, send):
    review = look(f"{BOOK.format(1)}\n{BOOK.format(2)}")

    refused = send(review, title="Pain 2")

    assert Reference.objects.count() == 1
    assert refused.forms[0].prefix == "e1"
    assert refused.forms[0].errors == {"action": ["Een bron hierboven is hetzelfde werk geworden."]}


def test_what_is_no_reference_is_shown_with_the_reason(look):
    review = look(f"{SLEEP}\nFoto: Pexels")

    assert [piece.raw for piece in review.batch.set_aside] == ["Foto: Pexels"]
    assert len(review.forms) == 1


def test_markup_in_a_title_is_shown_as_text(admin_client, url):
    hostile = "<script>alert(1)</script>"

    answer = admin_client.post(url, {"text": f"@book{{a, title={{{hostile}}}}}\n{hostile}"})

    assert hostile not in answer.content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in answer.content.decode()


def test_a_pdf_gets_a_kind_answer(admin_client, url):
    upload = SimpleUploadedFile("bronnen.pdf", b"%PDF-1.7\n\x00\xff")

    review = admin_client.post(url, {"file": upload}).context["review"]

    assert [piece.reason for piece in review.batch.set_aside] == [
        "Dit is een pdf. Open hem, kopieer de bronnenlijst als tekst en plak die."
    ]


@pytest.mark.parametrize(
    ("data", "errors"),
    [
        ({"text": "  \n"}, {"text": ["Plak een lijst of kies een bestand."]}),
        (
            {"file": SimpleUploadedFile("x.ris", b" " * 1_000_001)},
            {"file": ["Dit bestand is te groot: het mag hoogstens 1 MB zijn."]},
        ),
    ],
)
def test_nothing_and_too_much_are_told(admin_client, url, data, errors):
    assert admin_client.post(url, data).context["form"].errors == errors


def test_an_empty_file_is_told(admin_client, url):
    review = admin_client.post(url, {"file": SimpleUploadedFile("x.ris", b"")}).context["review"]

    assert [piece.reason for piece in review.batch.set_aside] == ["Er staat niets in."]


def test_back_to_the_text_keeps_the_text(admin_client, url, look):
    answer = admin_client.post(url, posted(look(SLEEP), "back"))

    assert answer.context["form"].initial["text"] == SLEEP


def test_who_may_not_add_sources_sees_nothing_of_it(client, url):
    client.force_login(UserFactory(groups=["Onthaal"]))

    assert client.get(url).status_code == 302
    assert client.post(url, {"text": SLEEP}).status_code == 403
