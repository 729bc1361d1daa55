"""Both styles on whatever a registry, a file or an editor puts in a field."""

from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from references.choices import ReferenceType
from references.formatting.styles import STYLES
from tests.references.formatting.works import BOOK, CHAPTER, WEBPAGE, work

SCRIPT = '<script>alert("x")</script>&\'"><img src=x onerror=alert(1)>'
TEXTS = [
    "title", "container-title", "container-title-short", "publisher", "publisher-place", "volume",
    "issue", "page", "edition", "genre", "language", "DOI", "PMID", "URL",
]  # fmt: skip
TAGS = {"span", "cite", "i", "a"}


class Reader(HTMLParser):
    """What a browser would make of it: the tags, where links lead, and the words."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.targets, self.words = set(), [], ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.targets += [value for name, value in attrs if name == "href"]

    def handle_data(self, data):
        self.words += data


def hostile(**changes):
    return work() | CHAPTER | BOOK | changes


@pytest.mark.parametrize("style", STYLES.values(), ids=list(STYLES))
@pytest.mark.parametrize("kind", ReferenceType.values)
@pytest.mark.parametrize("variable", TEXTS)
def test_markup_in_a_field_is_shown_and_not_run(style, kind, variable):
    read = Reader(style.entry_html(hostile(type=kind, **{variable: SCRIPT})))

    assert read.tags <= TAGS


@pytest.mark.parametrize("style", STYLES.values(), ids=list(STYLES))
@pytest.mark.parametrize("kind", ReferenceType.values)
def test_markup_in_a_name_is_shown_and_not_run(style, kind):
    names = [{"family": SCRIPT, "given": SCRIPT, "suffix": SCRIPT}, {"literal": SCRIPT}]
    by_editors = hostile(type=kind, author=[], editor=names)

    for csl in (hostile(type=kind, author=names), by_editors):
        assert Reader(style.entry_html(csl)).tags <= TAGS


@pytest.mark.parametrize("style", STYLES.values(), ids=list(STYLES))
@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "//evil.example"]
)
def test_only_an_address_of_the_web_becomes_a_link(style, address):
    read = Reader(style.entry_html(WEBPAGE | {"URL": address}))

    assert read.targets == []


@pytest.mark.parametrize("style", STYLES.values(), ids=list(STYLES))
def test_a_doi_full_of_signs_leads_to_the_resolver(style):
    doi = "10.1002/(SICI)1097-0258(19980815/30)17:15<1661::AID-SIM968>3.0.CO;2-2?a#b"

    [target] = Reader(style.entry_html(work(DOI=doi))).targets

    assert urlsplit(target)[:2] == ("https", "doi.org")
    assert urlsplit(target)[3:] == ("", "")


@pytest.mark.parametrize("style", STYLES.values(), ids=list(STYLES))
@given(
    kind=st.sampled_from(ReferenceType.values),
    fields=st.dictionaries(
        st.sampled_from(sorted(set(TEXTS) - {"URL", "language"})), st.text(max_size=30)
    ),
    names=st.lists(st.fixed_dictionaries({"family": st.text(min_size=1, max_size=9)}), max_size=3),
)
def test_the_page_and_the_copy_say_the_same(style, kind, fields, names):
    csl = {"type": kind, "title": "Naamloos", "author": names} | fields

    assert Reader(style.entry_html(csl)).words == style.entry_text(csl)


@pytest.mark.parametrize("style", STYLES.values(), ids=list(STYLES))
@pytest.mark.parametrize("sign", ["-", "–", " ", ".", ",", "1", "A", "<", "&", "("])
def test_a_long_row_of_one_sign_loses_nothing_on_the_page(style, sign):
    endless = dict.fromkeys(TEXTS, sign * 20_000)
    names = [{"family": sign * 20_000, "given": sign * 20_000}]
    csl = hostile(type="article-journal", author=names, editor=names, **endless)

    assert Reader(style.entry_html(csl)).words == style.entry_text(csl)
