"""The rules that the style sheets of the site are written by, and those for their templates."""

import re
from pathlib import Path

import pytest
from django.conf import settings

BASE = Path(settings.BASE_DIR)
EVERYWHERE = (BASE / "static/css/kinesite.css").read_text()
# Each comes on top of the first, on pages of its own.
PER_SECTION = {
    name: (BASE / f"static/css/{name}.css").read_text() for name in ("booking", "sources")
}
SOURCE = EVERYWHERE + "".join(PER_SECTION.values())
# Bytes that one page loads.
BUDGET = 20_000
# Mails take no stylesheet.
TEMPLATES = {
    str(path.relative_to(BASE)): path.read_text()
    for path in BASE.glob("templates/**/*.html")
    if "emails" not in path.parts
}


def minified(css: str) -> str:
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r"\s*([{};,>])\s*", r"\1", css)
    return re.sub(r":\s+", ":", css).replace(";}", "}").strip()


def selectors() -> list[str]:
    heads = re.findall(r"([^{};]+)\{", minified(SOURCE))
    return [selector for head in heads if not head.startswith("@") for selector in split(head)]


def split(head: str) -> list[str]:
    """At the commas outside brackets."""
    return re.split(r",(?![^(]*\))", head)


def declarations(head: str) -> str:
    """What stands between the brackets after this head, up to the first closing one."""
    return re.search(re.escape(head) + r"\{([^}]*)\}", minified(SOURCE))[1]


def in_templates(pattern: str) -> dict[str, list[str]]:
    """What matches the pattern, by the template in which it stands."""
    found = {name: re.findall(pattern, text) for name, text in TEMPLATES.items()}
    return {name: matches for name, matches in found.items() if matches}


def test_there_are_templates_to_look_at() -> None:
    assert len(TEMPLATES) > 100


@pytest.mark.parametrize("section", PER_SECTION)
def test_a_page_stays_within_the_budget(section: str) -> None:
    assert len((minified(EVERYWHERE) + minified(PER_SECTION[section])).encode()) <= BUDGET


def test_who_chose_dark_sees_what_a_dark_device_shows() -> None:
    chosen = declarations('[data-theme="dark"]').removeprefix("color-scheme:dark;")

    assert chosen == declarations(':root:not([data-theme="light"])')


def test_no_rule_hangs_on_an_id() -> None:
    assert [selector for selector in selectors() if "#" in selector] == []


def test_no_selector_weighs_more_than_one_class_and_a_state() -> None:
    weightless = r":(where|not|has)\([^()]*(\([^()]*\))?[^()]*\)"

    def classes(selector: str) -> int:
        return len(re.findall(r"\.[a-z]", re.sub(weightless, "", selector)))

    assert [selector for selector in selectors() if classes(selector) > 1] == []


def test_every_rule_is_in_a_layer() -> None:
    outside = re.sub(r"@layer [a-z]+\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}", "", minified(SOURCE))

    assert outside == "@layer reset,tokens,base,components,utilities;"


def test_no_template_has_a_style_or_script_of_its_own() -> None:
    """Our pages may only load files of ours; data blocks are no scripts."""
    # In the agenda, minutes of a piece (--s, --l), from which its style sheet makes a place; in the
    # file that opens without the net, the style sheet itself.
    style = r"<style(?!>[^<]*{{ style }})|\sstyle=(?!\"--)"
    script = r"\son[a-z]+=\"|<script(?![^>]*(?:\ssrc=|application/ld\+json))"

    assert in_templates(f"{style}|{script}") == {}


def test_no_template_loads_anything_from_elsewhere() -> None:
    assert in_templates(r"(?:src|href|srcset)=\"(?:https?:)?//") == {}
