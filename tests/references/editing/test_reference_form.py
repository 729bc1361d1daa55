from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from references.editing.forms import NewReferenceForm, ReferenceForm
from references.models import Reference
from tests.factories.references import SLEEP_CSL, ReferenceFactory, SubjectFactory

pytestmark = pytest.mark.django_db


def form_for(reference=None, **typed):
    """The form as a browser sends it back: everything it showed, and what was typed over it."""
    shown = ReferenceForm(instance=reference)
    values = {
        name: shown.get_initial_for_field(field, name) for name, field in shown.fields.items()
    }
    data = {name: "" if value is None else str(value) for name, value in values.items()}
    return ReferenceForm(data | typed, instance=reference)


def test_what_is_typed_becomes_a_work():
    form = form_for(
        type="article-journal",
        title="Effects of sleep deprivation on wound healing",
        authors="Mostaghimi, L\nObermeyer, W.H.\nBallamudi, B.",
        container_title="Journal of Sleep Research",
        year="2005",
        volume="14",
        issue="3",
        pages="213-219",
        doi="https://doi.org/10.1111/j.1365-2869.2005.00455.x",
        pmid="PMID: 16120095",
    )

    assert form.is_valid(), form.errors
    assert form.save().csl == SLEEP_CSL | {"issued": {"date-parts": [[2005]]}}


@pytest.mark.parametrize(
    "csl",
    [
        SLEEP_CSL,
        {
            "type": "chapter",
            "title": "A chapter",
            "author": [{"family": "Alizadeh"}, {"literal": "Ministry of Health, Belgium"}],
            "editor": [{"family": "Popovich", "given": "J. M.", "suffix": "Jr"}],
            "container-title": "A book",
            "edition": "2",
            "publisher": "Uitgever",
            "publisher-place": "Gent",
            "issued": {"date-parts": [[2021, 4], [2021, 5]]},
            "accessed": {"date-parts": [[2026, 3, 3]]},
            "abstract": "What the form does not show.",
            "URL": "https://example.org/",
        },
    ],
)
def test_a_work_that_is_opened_and_saved_is_the_same_work(csl):
    form = form_for(ReferenceFactory(csl=csl))

    assert form.is_valid(), form.errors
    assert form.save().csl == csl


def test_another_year_replaces_the_whole_date():
    form = form_for(ReferenceFactory(csl=SLEEP_CSL), year="2006")

    assert form.is_valid(), form.errors
    assert form.save().csl["issued"] == {"date-parts": [[2006]]}


def test_an_emptied_field_is_gone_from_the_work():
    form = form_for(ReferenceFactory(csl=SLEEP_CSL), issue="", year="")

    assert form.is_valid(), form.errors
    assert {"issue", "issued"}.isdisjoint(form.save().csl)


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("doi", "jospt.2019.8825"),
        ("pmid", "12345678901"),
        ("pmcid", "PMC-7"),
        ("url", "www.example.org"),
        ("year", "1203"),
        ("year", "twintig"),
        ("year", str(timezone.localdate().year + 2)),
        ("title", ""),
        ("title", "x" * 1001),
        ("type", "song"),
        ("accessed", "31/02/2026"),
        ("volume", "v" * 51),
    ],
)
def test_what_cannot_be_is_told_at_its_field_and_not_stored(field, typed):
    form = form_for(ReferenceFactory(csl=SLEEP_CSL), **{field: typed})

    assert list(form.errors) == [field]
    assert Reference.objects.get().csl == SLEEP_CSL


def test_all_that_is_wrong_is_told_at_once():
    form = form_for(title="", year="1203", doi="jospt.2019", pmid="x", url="www.example.org")

    assert sorted(form.errors) == ["doi", "pmid", "title", "url", "year"]
    assert {len(messages) for messages in form.errors.values()} == {1}


def test_a_doi_of_another_source_is_told_at_the_field_with_its_name():
    ReferenceFactory(csl=SLEEP_CSL)
    form = form_for(title="Sleep and wounds", doi="DOI: 10.1111/J.1365-2869.2005.00455.X.")

    assert form.errors.as_data()["doi"][0].messages[0].count("Mostaghimi e.a., 2005") == 1
    assert list(form.errors) == ["doi"]


def test_a_source_is_no_duplicate_of_itself():
    form = form_for(ReferenceFactory(csl=SLEEP_CSL), volume="15")

    assert form.is_valid(), form.errors


def test_the_date_of_consulting_is_shown_as_a_date():
    reference = ReferenceFactory(csl=SLEEP_CSL | {"accessed": {"date-parts": [[2026, 3, 3]]}})

    assert ReferenceForm(instance=reference).initial["accessed"] == date(2026, 3, 3)


def test_the_chooser_says_above_its_form_that_something_below_is_wrong():
    form = NewReferenceForm({"type": "book", "title": "Explain Pain", "doi": "geen doi"})

    assert sorted(form.errors) == ["__all__", "doi"]


def test_the_chooser_says_nothing_of_a_form_that_is_right():
    form = NewReferenceForm({"type": "book", "title": "Explain Pain"})

    assert form.is_valid(), form.errors


def test_what_an_editor_says_for_the_reader_is_kept_beside_the_work(admin_client):
    reference, back = ReferenceFactory(csl=SLEEP_CSL), SubjectFactory()
    url = reverse("wagtailsnippets_references_reference:edit", args=[reference.pk])
    shown = admin_client.get(url).context["form"]
    data = {name: shown[name].value() or "" for name in shown.fields}
    said = {
        "finding": "Wie slecht slaapt, geneest trager.",
        "study_type": "cohort",
        "subjects": [back.pk],
    }

    assert admin_client.post(url, data | said).status_code == 302

    reference.refresh_from_db()
    assert (reference.finding, reference.study_type) == (said["finding"], said["study_type"])
    assert list(reference.subjects.all()) == [back]
    assert reference.csl == SLEEP_CSL
