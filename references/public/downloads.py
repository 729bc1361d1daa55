"""Works to take along: files for a reference manager, and texts to copy."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import HttpResponse

from references.formats import bibtex, csl_json, ris
from references.formatting.styles import STYLES
from references.works.csl import Csl

# Texts that belong to the publisher; the other variables are facts.
NOT_OURS = ("abstract",)


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A format in which works can be downloaded."""

    extension: str
    name: str
    content_type: str
    write: Callable[[Iterable[Csl]], str]


FILE_FORMATS = {
    made.extension: made
    for made in (
        FileFormat("bib", "BibTeX", "application/x-bibtex", bibtex.write),
        FileFormat("ris", "RIS", "application/x-research-info-systems", ris.write),
        FileFormat("json", "CSL-JSON", "application/vnd.citationstyles.csl+json", csl_json.write),
    )
}


def written(works: Iterable[Csl], extension: str) -> str:
    """Write works in a format, without texts of the publisher."""
    public = ({key: work[key] for key in work if key not in NOT_OURS} for work in works)
    return FILE_FORMATS[extension].write(public)


def copies(csl: Csl) -> list[tuple[str, str]]:
    """The texts of a work that a reader can copy, each with its name."""
    texts = [(style.name, style.entry_text(csl)) for style in STYLES.values()]
    return texts + [(FILE_FORMATS[key].name, written([csl], key)) for key in ("bib", "ris")]


def file_response(works: Iterable[Csl], extension: str, *, name: str) -> HttpResponse:
    """The download `name`.`extension`; `extension` is a key of FILE_FORMATS."""
    content_type = f"{FILE_FORMATS[extension].content_type}; charset=utf-8"
    disposition = {"Content-Disposition": f'attachment; filename="{name}.{extension}"'}
    return HttpResponse(written(works, extension), content_type=content_type, headers=disposition)
