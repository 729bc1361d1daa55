"""The sources of an article's latest draft: typed citations to link, and remarks for its editor."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from wagtail.models import COMMENTS_RELATION_NAME, Page

from blog import checks
from blog.checks import Remark
from blog.linking import comments, rewriting
from blog.linking.errors import DraftChanged, DraftLocked
from blog.linking.found import TypedCitation
from blog.linking.passages import Passage, passages, write
from blog.linking.plain import Excerpt
from blog.linking.reading import read
from blog.linking.works import Work
from references.models import Reference


@dataclass(frozen=True, slots=True)
class Proposal:
    """A typed citation that is sure; `key` names it in a form while the draft stays the same."""

    passage: Passage
    mention: TypedCitation
    excerpt: Excerpt

    @property
    def key(self) -> str:
        """The name of the proposal in a form: its passage, its position and its works."""
        works = "-".join(str(cited.work.pk) for cited in self.mention.cited)
        return f"{self.passage.key}:{self.mention.start}:{works}"


@dataclass(frozen=True, slots=True)
class Study:
    """Sources of a draft as its editor sees them.

    `version` changes with every save of the draft; `proposals` are the typed citations that can be
    linked.
    """

    draft: Any
    version: str
    has_list: bool
    proposals: list[Proposal]
    remarks: list[Remark]


def study(page: Any) -> Study:
    """Read the latest draft of a page: its typed citations, and remarks about its sources."""
    draft = page.get_latest_revision_as_object()
    texts = list(passages(draft.body))
    links = (link for passage in texts for link in passage.text.links)
    cited = {link.cites for link in links if link.cites is not None}
    listed = [source.reference_id for source in draft.listed_sources.all()]
    references = Reference.objects.in_bulk([*cited, *listed])
    references |= Reference.objects.formerly(cited - references.keys())
    unique = {reference.pk: reference for reference in references.values()}
    works = [Work(pk, reference.csl, reference.raw) for pk, reference in unique.items()]
    readings = [read(passage, works) for passage in texts]
    images = [draft.hero_image, *draft.body.stream_block.pictures(draft.body)]
    makers = [image.creator for image in images if image]
    return Study(
        draft,
        version_of(page),
        has_list=bool(references),
        proposals=[
            Proposal(
                reading.passage,
                mention,
                reading.passage.text.excerpt(mention.start, mention.end),
            )
            for reading in readings
            for mention in reading.found.mentions
        ],
        remarks=list(checks.remarks(readings, listed, references, makers)),
    )


def version_of(page: Page) -> str:
    """A version of the draft that changes with every save, also when a revision is overwritten."""
    revision = page.latest_revision
    return f"{revision.pk}-{revision.created_at.timestamp()}" if revision else "0"


@transaction.atomic
def link(*, page: Page, version: str, keys: Collection[str], user: Any) -> int:
    """Link the proposals with these keys in a new draft, and return how many were linked.

    Raises DraftLocked, and DraftChanged when the draft is no longer at `version`.
    """
    Page.objects.select_for_update().get(pk=page.pk)
    page.refresh_from_db()
    if is_locked(page, user):
        raise DraftLocked
    studied = study(page)
    if studied.version != version:
        raise DraftChanged
    chosen = [proposal for proposal in studied.proposals if proposal.key in keys]
    if chosen:
        put_in(studied.draft, chosen)
        studied.draft.save_revision(user=user, log_action=True, clean=False)
    return len(chosen)


def is_locked(page: Page, user: Any) -> bool:
    """Tell whether the page is locked for this user."""
    lock = page.get_lock()
    return lock is not None and lock.for_user(user)


def put_in(draft: Any, chosen: Collection[Proposal]) -> None:
    """Put the chosen citations in the draft and move its comments along, without saving."""
    texts = {proposal.passage.key: proposal.passage.text for proposal in chosen}
    changed = {}
    for key, text in texts.items():
        mentions = [proposal.mention for proposal in chosen if proposal.passage.key == key]
        changed[key] = rewriting.replace(text, mentions)
        moves = comments.changes(text, mentions)
        for comment in getattr(draft, COMMENTS_RELATION_NAME).filter(contentpath=f"body.{key}"):
            comment.position = comments.moved(comment.position, moves)
    write(draft.body, changed)
