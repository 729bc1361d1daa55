"""Conversion of LaTeX, as BibTeX uses it for accents and signs, to plain text and back."""

import re

from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

# A longer text is an abstract. Decoding it would take long, for some accents that nobody sees.
LONGEST = 1000
SIGNS = {
    "\\": r"\textbackslash{}",
    # "\{" would not do, since BibTeX counts its brace.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    # A bare one before a brace would open an entry.
    "@": "{@}",
} | {sign: f"\\{sign}" for sign in "$&%#_"}
TRANSLATION = str.maketrans(SIGNS)
# The place between two signs that LaTeX draws as one, such as two dashes.
LIGATURE = re.compile(r"(?<=[-,!?'`])(?=[-,'`])")
# Signs that start a comment or a column in LaTeX, but are plain in a value of BibTeX.
BARE = re.compile(r"(?<!\\)[%&#]")
ESCAPED = re.compile(r"\\([%&#_{}~$])")
PLAIN_IN_LATEX = re.compile(r"[\w\s.,:;()/\[\]+=*\"’‘“”–—-]*")


def decoder() -> LatexNodes2Text:
    """Build the decoder, which also knows the macros that `encode` writes."""
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
    """Convert LaTeX to plain text; text that cannot be read as LaTeX comes back as it is."""
    if PLAIN_IN_LATEX.fullmatch(text) and "--" not in text:
        return text
    if len(text) > LONGEST:
        return unescape(text)
    try:
        return str(DECODER.latex_to_text(BARE.sub(r"\\\g<0>", text)))
    except Exception:  # noqa: BLE001  the parser raises whatever a broken formula makes it raise
        return text


def decode_address(text: str) -> str:
    """Read a DOI or URL, in which percent signs and tildes are plain, escaped or not."""
    inner = re.fullmatch(r"\s*\\url\{(.*)\}\s*", text, re.DOTALL)
    return unescape(inner[1] if inner else text)


def unescape(text: str) -> str:
    """Undo `encode`, and nothing more."""
    text = ESCAPED.sub(r"\1", text)
    for sign, macro in SIGNS.items():
        text = text.replace(macro, sign)
    return text.replace("{}", "")


def encode(text: str) -> str:
    return LIGATURE.sub("{}", text.translate(TRANSLATION))
