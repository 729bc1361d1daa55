"""Letters about an appointment that has begun or is over by the time they are written."""

from datetime import timedelta

import pytest
from django.utils import translation

from booking.choices import LetterKind
from booking.emails.compose import write_letter
from booking.emails.context import VisitContext
from booking.emails.letters import sample_of
from kinesite.models import PracticeSettings
from tests.booking.mail.test_letters import practice
from tests.factories.booking import NOW, MailTextFactory

__all__ = ["practice"]

pytestmark = pytest.mark.django_db
SOON = {"nl": "Tot binnenkort", "fr": "À bientôt", "en": "See you soon"}
REGARDS = {"nl": "Vriendelijke groeten", "fr": "Bien à vous", "en": "Kind regards"}
NOT_SO = {
    "nl": "Klopt dit niet? Bel ons dan: 051\xa000\xa014\xa000.",
    "fr": "Ce n’est pas juste\xa0? Appelez-nous au 051\xa000\xa014\xa000.",
    "en": "Is this not right? Please call us: 051\xa000\xa014\xa000.",
}


@pytest.mark.parametrize("language", SOON)
@pytest.mark.parametrize("kind", [LetterKind.MOVED, LetterKind.BOOKED])
@pytest.mark.parametrize("own", [True, False], ids=["own words", "ours"])
def test_a_letter_about_the_past_neither_says_see_you_nor_how_to_change_it(
    practice: PracticeSettings, kind: LetterKind, language: str, own: bool
) -> None:
    with translation.override(language):
        soon = SOON[language]
        text = MailTextFactory(kind=kind, language=language, closing=soon) if own else None
        context = sample_of(kind, now=NOW)
        assert isinstance(context, VisitContext)
        before = write_letter(kind, context, text).as_text()
        context.visit.starts_at = NOW - timedelta(minutes=10)
        after = write_letter(kind, context, text).as_text()

    assert [soon in letter for letter in (before, after)] == [True, False]
    assert [words[language] in after for words in (REGARDS, NOT_SO)] == [True, True]
    assert not any(word in after for word in ("online", "en ligne", "by phone", "enkel nog"))
