"""The voice of the code: docstrings that a stranger understands without reading the code.

CONTRIBUTING.md says how to write one.
"""

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from django.conf import settings

ROOT = settings.BASE_DIR
PACKAGES = ("kinesite", "blog", "booking", "references", "benchmarks")
# First words that begin a fragment or a riddle, after which the reader has to guess the subject.
FORBIDDEN = {
    *("what", "who", "whose", "whom", "where", "when", "which", "whether", "how", "why"),
    *("as", "not", "only", "never", "always", "also", "so", "but", "and", "or"),
    *("in", "from", "for", "by", "with", "without", "to", "at", "on", "of", "since", "than"),
    *("nothing", "nobody", "refused", "asked", "saved", "locked", "kept", "taken", "raises"),
    *("it", "they", "this", "that", "these", "those", "each", "every", "all", "both"),
    *("if", "unless", "until", "because", "here", "there", "then"),
}
FIRST_WORD = re.compile(r"[\w'’-]+")
ENDS = (".", ":", "?", "!")
# Bases that say nothing of what a class is. Another base, such as a form or a view, says enough.
PLAIN_BASES = {"ABC", "Model", "NamedTuple", "Protocol", "TypedDict"}
SETTINGS_OF_A_CLASS = {"Meta", "Media"}

Node = ast.Module | ast.ClassDef | ast.FunctionDef
# A module, class or function; its dotted name inside the module; the one that it stands in.
Found = tuple[Node, str, Node | None]


def modules() -> list[Path]:
    found = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    return [ROOT / "manage.py", *sorted(path for path in found if "migrations" not in path.parts)]


def nodes(tree: ast.Module) -> Iterator[Found]:
    """The module itself, and all classes and functions in it."""
    found: list[Found] = [(tree, "", None)]
    for node, name, owner in found:
        yield node, name, owner
        found += [(one, f"{name}.{one.name}".strip("."), node) for one in _children(node)]


def _children(node: ast.AST) -> Iterator[ast.ClassDef | ast.FunctionDef]:
    """Classes and functions directly in `node`, also those that stand in an `if` or a `try`."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.ClassDef | ast.FunctionDef):
            yield child
        else:
            yield from _children(child)


def fault_of(docstring: str) -> str:
    """The fault of a docstring; empty if it has none."""
    first, *rest = docstring.split("\n")
    word = FIRST_WORD.match(first)
    if word is None:
        return "begins with no word"
    if word[0].lower() in FORBIDDEN or first.lower().startswith("the same "):
        return f"begins with “{word[0]}”"
    if not first.endswith(ENDS):
        return "has a first line that is no whole sentence"
    if rest and rest[0].strip():
        return "has no blank line after its first line"
    return ""


def needs_docstring(node: Node, name: str, owner: Node | None, module: str) -> bool:
    """Tell whether a name is public and has to be explained.

    A class does, unless its base says what it is. A function does, unless it is a single statement,
    whose name says all, fills in a method of a base class or of a form, or stands in a function.
    """
    words = name.split(".")
    if isinstance(node, ast.Module) or any(word.startswith("_") for word in words):
        return False
    if isinstance(owner, ast.FunctionDef) or SETTINGS_OF_A_CLASS.intersection(words):
        return False
    if isinstance(node, ast.ClassDef):
        bases = {ast.unparse(base).split("[")[0].split(".")[-1] for base in node.bases}
        return bases <= PLAIN_BASES
    if len(node.body) == 1 or f"super().{node.name}(" in ast.unparse(node):
        return False
    if isinstance(owner, ast.ClassDef) and owner.bases:
        return not node.name.startswith("clean_") and not _overrides(module, words)
    return True


def _overrides(module: str, words: list[str]) -> bool:
    found = import_module(module)
    for word in words[:-1]:
        found = getattr(found, word)
    return any(words[-1] in vars(base) for base in found.__mro__[1:])


def test_the_first_line_of_a_docstring_stands_alone():
    faults = []
    for path in modules():
        for node, name, _owner in nodes(ast.parse(path.read_text())):
            docstring = ast.get_docstring(node)
            if docstring is not None and (fault := fault_of(docstring)):
                place = f"{path.relative_to(ROOT)} {name}".strip()
                faults.append(f"{place} {fault}: {docstring.splitlines()[0]}")

    assert not faults, "\n".join(faults)


def test_public_names_are_explained():
    silent = []
    for path in modules():
        place = path.relative_to(ROOT)
        module = ".".join(place.with_suffix("").parts)
        for node, name, owner in nodes(ast.parse(path.read_text())):
            if ast.get_docstring(node) is None and needs_docstring(node, name, owner, module):
                silent.append(f"{place} {name}")

    assert not silent, "\n".join(silent)


def test_a_riddle_is_told_from_an_explanation():
    assert fault_of("The appointments of one day, by practitioner.") == ""
    assert fault_of("Wake a worker to send due mail.\n\nReturns at once.") == ""
    assert fault_of("What a patient knows of it.") == "begins with “What”"
    assert fault_of("The same for several.") == "begins with “The”"
    assert fault_of("Give back every\ntime.") == "has a first line that is no whole sentence"
    assert fault_of("Give it back.\nRaises TimeTaken.") == "has no blank line after its first line"
