"""Guards against rules that fit only the lines that we have seen."""

import pytest

from tests.references.parsing.answers import share_right
from tests.references.parsing.rendering import STYLES, printed


@pytest.mark.parametrize(("style", "locale"), STYLES, ids=map("/".join, STYLES))
@pytest.mark.parametrize("glue", [False, True], ids=["whole", "glued"])
def test_nearly_all_that_a_style_prints_is_read(style, locale, glue):
    assert share_right(printed(style, locale, glue=glue)) >= 0.95
