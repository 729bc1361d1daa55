"""Works of every kind and spelling, for what must come back from a file as it went in."""

from typing import Any

from hypothesis import strategies as st

from references.choices import ReferenceType
from references.formats.markup import plain
from references.works.csl import normalise

# Signs that mean something in one of the formats, and some from elsewhere.
SIGNS = "abcXYZ019 .,:;!?'`\"-–()[]{}\\$&%#_^~@<>|/=+*\n\tèßøŁż漢字“”’€"
WORDS = [
    "and",
    "others",
    "title = {",
    "ER  - ",
    "TY  - JOUR",
    "@article{x,",
    "jan #",
    "\\emph{",
    "--",
]


def texts(most: int = 40) -> st.SearchStrategy[str]:
    pieces = st.one_of(st.text(SIGNS, min_size=1, max_size=12), st.sampled_from(WORDS))
    joined = st.lists(pieces, min_size=1, max_size=5).map(" ".join)
    # What looks like markup is taken for it; that is tested elsewhere.
    return joined.filter(lambda text: text.strip() and plain(text) == text).map(lambda t: t[:most])


def name_parts() -> st.SearchStrategy[str]:
    """No comma and no brace: what stands between commas is what a line with a name can hold."""
    return st.text("abcdeXYZ .'-&%_èŁ漢", min_size=1, max_size=12).filter(
        lambda text: text.strip(" .'-")
    )


def names() -> st.SearchStrategy[dict[str, str]]:
    person = st.fixed_dictionaries(
        {"family": name_parts(), "given": name_parts()}, optional={"suffix": st.just("Jr")}
    )
    alone = st.fixed_dictionaries({"family": name_parts()})
    organisation = st.fixed_dictionaries({"literal": name_parts()})
    return st.one_of(person, alone, organisation)


def dates() -> st.SearchStrategy[dict[str, Any]]:
    year, month, day = st.integers(1900, 2030), st.integers(1, 12), st.integers(1, 28)
    parts = st.one_of(st.tuples(year), st.tuples(year, month), st.tuples(year, month, day))
    return parts.map(lambda part: {"date-parts": [list(part)]})


def works(**more: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    optional = {
        "author": st.lists(names(), max_size=4),
        "editor": st.lists(names(), max_size=2),
        "container-title": texts(),
        "container-title-short": texts(),
        "collection-title": texts(),
        "publisher": texts(),
        "publisher-place": texts(),
        "volume": texts(20),
        "issue": texts(20),
        "page": st.sampled_from(["362-5", "e15723", "1-3, 7-9", "5-5", "-", "740200", "a – b"]),
        "edition": texts(20),
        "ISBN": st.just("978-90-313-9999-9"),
        "ISSN": st.just("0033-317X"),
        "language": st.just("nl"),
        "abstract": texts(),
        "DOI": st.sampled_from(
            [
                "10.1016/S0140-6736(97)11096-0",
                "10.1002/(SICI)1097-0142(19960401)77:7<1356::AID-CNCR20>3.0.CO;2-#",
                "10.1000/a_b%c&d{e}",
            ]
        ),
        "PMID": st.just("9625226"),
        "PMCID": st.just("PMC7229299"),
        "URL": st.just("https://example.com/a;b/~c_d?e=f%20g&h=1#i"),
        "issued": dates(),
        "accessed": dates(),
        **more,
    }
    needed = {"type": st.sampled_from(ReferenceType.values), "title": texts()}
    return st.fixed_dictionaries(needed, optional=optional).map(normalise)
