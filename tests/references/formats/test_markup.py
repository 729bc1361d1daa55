import pytest

from references.formats.markup import plain


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("H<sub>2</sub>O and <i>in vivo</i>", "H2O and in vivo"),
        ("<jats:p>Pain</jats:p>", "Pain"),
        ('<span class="x">Pain</span>', "Pain"),
        ("Sleep &amp; breathing", "Sleep & breathing"),
        ("Sleep &amp;amp;amp; breathing", "Sleep & breathing"),
        ("&lt;i&gt;in vivo&lt;/i&gt;", "in vivo"),
        ("caf&#233; caf&#xe9; caf&eacute;", "café café café"),
        ("p < 0.05 and q > 3", "p < 0.05 and q > 3"),
        ("AT&T; R&D &unknown;", "AT&T; R&D &unknown;"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ],
)
def test_the_text_stays_and_the_markup_goes(written, text):
    assert plain(written) == text
