"""The translation catalogues, by Babel: no system gettext is needed.

Dutch has every text of the screens. French has what patients see, and a text that is missing there
would show in Dutch. English is what the sources say; its catalogue has only what has to differ.

`python -m kinesite.catalogues update` brings locale/ up to date with the sources, `check` says what
is missing there and changes nothing, `compile` makes what Django reads, where it is older.
"""

import io
import re
import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, BinaryIO

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir, extract_python
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

CHECKOUT = Path(__file__).resolve().parent.parent
# Babel's own list lacks the lazy functions of Django.
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# Where the texts for patients stand, and what of that is for staff alone; * goes into folders too.
FOR_PATIENTS = (
    "booking/*.py",
    "kinesite/texts/django.py",
    "templates/base.html",
    "templates/booking/*",
    "templates/components/*",
    "templates/400.html",
    "templates/403_csrf.html",
    "templates/404.html",
    "templates/405.html",
    "templates/413.html",
    "templates/500.html",
)
FOR_STAFF = (
    "booking/apps.py",
    "booking/models/*",
    "booking/reception/*",
    "booking/text/refusals.py",
    "booking/wagtail_hooks.py",
    "templates/booking/reception/*",
)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}")


def extract_template(
    fileobj: BinaryIO, keywords: Any, comment_tags: Collection[str], options: Any
) -> Iterator[tuple[Any, ...]]:
    """Extract the texts of a template, for Babel.

    Django turns a template into calls of gettext, which are read here as Python.
    """
    calls = templatize(fileobj.read().decode())
    # Python would take an indented line of the template for a block.
    unindented = "\n".join(line.lstrip() for line in calls.split("\n"))
    return extract_python(io.BytesIO(unindented.encode()), keywords, comment_tags, options)


def sources() -> Catalog:
    """Texts for which the sources ask a translation, by the files that ask it, then by text.

    Lines have no say: code that moves within its file would move texts in the catalogues.
    """
    found = Catalog(project="Kinesite", charset="utf-8")
    with (CHECKOUT / "babel.cfg").open() as config:
        methods, options = parse_mapping_cfg(config)  # type: ignore[no-untyped-call]
    for name, line, text, comments, context in extract_from_dir(
        CHECKOUT, methods, options, KEYWORDS, ("Translators:",), strip_comment_tags=True
    ):
        found.add(text, None, [(name, line)], auto_comments=comments, context=context)
    ordered = Catalog(project=found.project, charset=found.charset)
    for message in sorted((one for one in found if one.id), key=_place):
        ordered[message.id] = message
    return ordered


def _place(message: Message) -> tuple[Any, ...]:
    files = sorted({path for path, _line in message.locations})
    return files, _forms(message.id), message.context or ""


def wanted(catalogue: Catalog, texts: Catalog) -> Catalog:
    """The part of `texts` that belongs in the catalogue of this language."""
    language = catalogue.locale.language if catalogue.locale else ""
    if language == "nl":
        return texts
    belongs = _in_english if language == "en" else _is_for_patients
    chosen = Catalog(project=texts.project, charset=texts.charset)
    for message in texts:
        if message.id and belongs(message, catalogue):
            chosen[message.id] = message
    return chosen


def _in_english(message: Message, catalogue: Catalog) -> bool:
    return catalogue.get(message.id, message.context) is not None


def _is_for_patients(message: Message, _catalogue: Catalog) -> bool:
    return any(
        fnmatch(path, seen) and not any(fnmatch(path, hidden) for hidden in FOR_STAFF)
        for path, _line in message.locations
        for seen in FOR_PATIENTS
    )


def update() -> None:
    """Bring the catalogues up to date with the sources."""
    texts = sources()
    for path in _catalogue_files():
        catalogue = _read(path)
        catalogue.update(
            wanted(catalogue, texts), no_fuzzy_matching=True, update_creation_date=False
        )
        with path.open("wb") as file:
            write_po(
                file,
                catalogue,
                width=100,
                ignore_obsolete=True,
                include_lineno=False,
            )


def compile_stale() -> None:
    for path in _catalogue_files():
        compiled = path.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < path.stat().st_mtime:
            with compiled.open("wb") as file:
                write_mo(file, _read(path))


def problems() -> list[str]:
    """Problems, a line each: texts that are missing, left over or not well translated."""
    texts = sources()
    return [problem for path in _catalogue_files() for problem in _problems_of(path, texts)]


def _problems_of(path: Path, texts: Catalog) -> Iterator[str]:
    catalogue = _read(path)
    name = path.relative_to(CHECKOUT)
    asked = {_key(message): message for message in wanted(catalogue, texts) if message.id}
    known = {_key(message): message for message in catalogue if message.id}
    for key, message in asked.items():
        if key not in known:
            yield f"{name}: missing {key} from {message.locations[0][0]}"
    for key, message in known.items():
        if key not in asked:
            yield f"{name}: left over {key}"
        elif message.fuzzy or not all(translation for _, translation in _pairs(message)):
            yield f"{name}: not translated {key}"
        elif not all(_same_placeholders(*pair) for pair in _pairs(message)):
            yield f"{name}: other placeholders in {key}"


def _pairs(message: Message) -> list[tuple[str, str]]:
    """Pairs of text and translation; singular and plural for a text that counts."""
    return list(zip(_forms(message.id), _forms(message.string), strict=True))


def _forms(text: str | Iterable[str] | None) -> list[str]:
    return [text or ""] if isinstance(text, str | None) else list(text)


def _same_placeholders(text: str, translation: str) -> bool:
    return sorted(PLACEHOLDER.findall(text)) == sorted(PLACEHOLDER.findall(translation))


def _key(message: Message) -> tuple[Any, ...]:
    return (message.context, message.id) if message.context else (message.id,)


def _catalogue_files() -> list[Path]:
    return sorted(CHECKOUT.glob("locale/*/LC_MESSAGES/django.po"))


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name, domain="django")


def check() -> None:
    if found := problems():
        sys.exit(
            "\n".join(
                [
                    *found,
                    "`make fix` writes what is missing into the catalogues: translate it there.",
                ]
            )
        )


if __name__ == "__main__":
    commands: dict[str, Callable[[], None]] = {
        "check": check,
        "compile": compile_stale,
        "update": update,
    }
    if len(sys.argv) != 2 or sys.argv[1] not in commands:
        sys.exit(__doc__)
    commands[sys.argv[1]]()
