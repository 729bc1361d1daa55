"""The citations that are found in a text, in the form in which tests compare them."""

from blog.linking.plain import read
from blog.linking.typed_citations import find
from tests.blog.linking.works import LIST


def found(text, works=LIST):
    """The mentions in a text: the words that were typed, and primary keys of the works."""
    read_text = read(f"<p>{text}</p>")
    return [
        (read_text.words[one.start : one.end], [cited.work.pk for cited in one.cited])
        for one in find(read_text, works).mentions
    ]


def doubted(text, works=LIST):
    """The doubts in a text: the words, the reason, and primary keys of works that may be meant."""
    read_text = read(f"<p>{text}</p>")
    result = find(read_text, works)
    assert result.mentions == []
    return [
        (
            read_text.words[one.start : one.end],
            one.reason,
            [candidate.pk for candidate in one.works],
        )
        for one in result.doubts
    ]
