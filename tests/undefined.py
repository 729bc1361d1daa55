"""A name that a template of ours uses and nobody gave fails the test. Wagtail leaves some out."""

import sys
from pathlib import Path
from types import FrameType

import pytest

PROJECT = Path(__file__).resolve().parent.parent
INSTALLED = PROJECT / ".venv"


class UndefinedVariable(str):
    """For Django's option string_if_invalid: it formats this text with the name it did not find.

    In a template that is not ours it is the empty text that Django has there, so that a filter such
    as `default` does what it does on the site.
    """

    __slots__ = ()

    def __bool__(self) -> bool:
        origin = _template_being_rendered()
        if origin is None or not origin.is_relative_to(PROJECT):
            return False
        return not origin.is_relative_to(INSTALLED)

    def __contains__(self, part: object) -> bool:
        return part == "%s"

    def __mod__(self, name: object) -> str:
        origin = _template_being_rendered()
        assert origin
        pytest.fail(f"Undefined template variable '{name}' in {origin.relative_to(PROJECT)}")


def _template_being_rendered() -> Path | None:
    frame: FrameType | None = sys._getframe()
    while frame := frame.f_back:
        if frame.f_code.co_name == "render_annotated" and (origin := frame.f_locals["self"].origin):
            return Path(origin.name)
    return None
