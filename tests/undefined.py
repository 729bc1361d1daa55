"""A name that a template of ours uses and nobody gave fails the test. Wagtail leaves some out."""

import sys
from pathlib import Path
from types import FrameType

import pytest

PROJECT = Path(__file__).resolve().parent.parent
INSTALLED = PROJECT / ".venv"


class UndefinedVariable(str):
    """For Django's option string_if_invalid: it formats this text with the name it did not find."""

    __slots__ = ()

    def __new__(cls) -> "UndefinedVariable":
        return super().__new__(cls, "%s")

    def __mod__(self, name: object) -> str:
        origin = _template_being_rendered()
        if origin and origin.is_relative_to(PROJECT) and not origin.is_relative_to(INSTALLED):
            pytest.fail(f"Undefined template variable '{name}' in {origin.relative_to(PROJECT)}")
        return ""


def _template_being_rendered() -> Path | None:
    frame: FrameType | None = sys._getframe()
    while frame := frame.f_back:
        if frame.f_code.co_name == "render_annotated" and (origin := frame.f_locals["self"].origin):
            return Path(origin.name)
    return None
