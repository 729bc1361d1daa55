"""Whatever the list and the way of writing: the right work, or none."""

from hypothesis import given
from hypothesis import strategies as st

from blog.linking.plain import read
from blog.linking.typed_citations import find
from tests.blog.linking.works import work

FAMILIES = [
    *("Naam", "Battié", "van Dillen", "De Smet", "Nguyen Thanh", "Kiecolt-Glaser", "O'Sullivan"),
    *("Li", "Dillen", "Smet", "Thanh", "Glaser", "Van den Berg", "Berg", "Söderström", "d'Hooghe"),
]
BEFORE = [
    *(
        "",
        "Volgens ",
        "Een studie van ",
        "Ook ",
        "Dat zagen ",
        "Rust roest. ",
        "In rust en slaap: ",
    ),
    *("Uit werk van ", "Het team rond ", "Zo vonden ", "Twee jaar later deed "),
]
FORMS = [
    *("({0} et al., {2})", "({0} e.a., {2}, p. 3)", "({0} & {1}, {2})", "(zie ook {0}, {2})"),
    *("{0} et al. ({2})", "{0} en collega's ({2})", "{0} en collega’s ({2})", "{0} ({2})"),
    *("{0} en {1} ({2})", "{0} e.a., {2} (PMID 999)", "{0} en medewerkers, {2}", "{0} et al. {2}"),
    *("({0} et al. {2}; {0} et al., {2})", "({0}, {1}, et al., {2})"),
]
AUTHORS = st.lists(st.sampled_from(FAMILIES), min_size=2, max_size=3, unique=True)
WORKS = st.lists(st.tuples(AUTHORS, st.integers(1998, 2003)), min_size=1, max_size=6)


def listed(drawn):
    return [work(pk, *authors, year=year) for pk, (authors, year) in enumerate(drawn, start=1)]


def linked(text, works):
    return {
        cited.work.pk for mention in find(read(text), works).mentions for cited in mention.cited
    }


@given(WORKS, st.data())
def test_a_citation_leads_to_its_own_work_or_to_none(drawn, data):
    works = listed(drawn)
    meant = data.draw(st.sampled_from(works))
    first, second = (person["family"] for person in meant.people[:2])
    typed = data.draw(st.sampled_from(FORMS)).format(first, second, meant.year)

    found = linked(f"<p>{data.draw(st.sampled_from(BEFORE))}{typed} enzovoort.</p>", works)

    assert found <= {meant.pk}
    twins = [one for one in works if one.year == meant.year and ends_alike(one, meant)]
    if twins == [meant]:
        assert found == {meant.pk}


def ends_alike(one, other):
    """One family name may end in the other: "Een studie van Dillen" can be of either."""
    names = [" ".join(of.families[0]) for of in (one, other)]
    return names[0].endswith(names[1]) or names[1].endswith(names[0])


@given(WORKS, st.data())
def test_a_year_that_no_work_has_leads_nowhere(drawn, data):
    works = listed(drawn)
    first, second = (person["family"] for person in works[0].people[:2])
    typed = data.draw(st.sampled_from(FORMS)).format(first, second, 2011)

    assert linked(f"<p>{data.draw(st.sampled_from(BEFORE))}{typed} enzovoort.</p>", works) == set()


@given(WORKS, st.sampled_from(FORMS), st.sampled_from(BEFORE))
def test_a_name_that_no_work_has_leads_nowhere(drawn, form, before):
    typed = form.format("Modaal", "Doorsnee", drawn[0][1])

    assert linked(f"<p>{before}{typed} enzovoort.</p>", listed(drawn)) == set()
