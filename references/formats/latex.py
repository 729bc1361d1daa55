"""LaTeX, the way BibTeX writes accents and signs, to plain text and back."""

import re

from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

# A longer text is an abstract. Reading its LaTeX takes long, for some accents that nobody sees.
LONGEST = 1000
SIGNS = {
    "\\": r"\textbackslash{}",
    # Not \{, for BibTeX counts its brace.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    # Before a brace it would open an entry.
    "@": "{@}",
} | {sign: f"\\{sign}" for sign in "$&%#_"}
TRANSLATION = str.maketrans(SIGNS)
# Signs that LaTeX draws as one: two dashes, a question mark with an accent.
LIGATURE = re.compile(r"(?<=[-,!?'`])(?=[-,'`])")
# BibTeX knows no comments inside a value, and what is no table has no columns.
BARE = re.compile(r"(?<!\\)[%&#]")
ESCAPED = re.compile(r"\\([%&#_{}~$])")
PLAIN_IN_LATEX = re.compile(r"[\w\s.,:;()/\[\]+=*\"’‘“”–—-]*")


def decoder() -> LatexNodes2Text:
    context = get_default_latex_context_db()
    macros = {macro[1:-2]: sign for sign, macro in SIGNS.items() if macro.startswith(r"\text")} | {
        "url": "%s",
        "href": "%s",
    }
    context.add_context_category(
        "bibliography",
        prepend=True,
        macros=[MacroTextSpec(name, simplify_repl=sign) for name, sign in macros.items()],
    )
    return LatexNodes2Text(latex_context=context, math_mode="text")


DECODER = decoder()


def decode(text: str) -> str:
    """Plain text; what cannot be read as LaTeX comes back as it is."""
    if PLAIN_IN_LATEX.fullmatch(text) and "--" not in text:
        return text
    if len(text) > LONGEST:
        return unescape(text)
    try:
        return str(DECODER.latex_to_text(BARE.sub(r"\\\g<0>", text)))
    except Exception:  # noqa: BLE001  the parser raises whatever a broken formula makes it raise
        return text


def decode_address(text: str) -> str:
    """A DOI or URL, in which a percent sign or a tilde is one, however it was escaped."""
    inner = re.fullmatch(r"\s*\\url\{(.*)\}\s*", text, re.DOTALL)
    return unescape(inner[1] if inner else text)


def unescape(text: str) -> str:
    """Undoes `encode`, and nothing more."""
    text = ESCAPED.sub(r"\1", text)
    for sign, macro in SIGNS.items():
        text = text.replace(macro, sign)
    return text.replace("{}", "")


def encode(text: str) -> str:
    return LIGATURE.sub("{}", text.translate(TRANSLATION))
