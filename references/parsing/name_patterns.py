"""Patterns of names: "Jansen PA", "Jansen, P. A.", "P. A. Jansen", "Jansen, Anna"."""

import re
from dataclasses import dataclass

from references.parsing.alphabet import APOSTROPHE, LETTER, LOWER, OPENING, UPPER
from references.parsing.dates import YEAR

PARTICLES = (
    "van der|van den|van de|van ’t|van 't|van|von der|von dem|von|vander|vanden|vande|de la|de los|"
    "de las|den|der|del|della|de|di|da|dos|das|do|du|des|la|le|el|al|ter|ten|te|zu|zur|af|av|bin|"
    "ibn|in ’t|in 't|op de|op den|’t|'t"
)
PARTICLE = rf"(?:(?i:{PARTICLES})\s|(?:{PARTICLES})(?=[{UPPER}])|(?i:st)\.\s?)"
WORD = (
    rf"(?:[dDlLoO][{APOSTROPHE}])?[{UPPER}][{LETTER}{APOSTROPHE}]*"
    rf"(?:[-\u2010\u2011][{LETTER}][{LETTER}{APOSTROPHE}]*){{0,3}}"
)
# More words of one family name, none of them initials.
MORE_WORDS = rf"(?:\s(?:{PARTICLE}){{0,2}}(?![{UPPER}]{{1,3}}(?![{LETTER}{APOSTROPHE}-])){WORD})"
FAMILY = rf"(?P<family>(?:{PARTICLE}){{0,3}}{WORD}{MORE_WORDS}{{0,2}})"
SUFFIX = r"(?:,?\s?(?P<suffix>(?:Jr|Sr|II|III|IV|2nd|3rd|4th)(?![^\W_])\.?))?"
EARLY_SUFFIX = SUFFIX.replace("<suffix>", "<early>")
BARE = rf"[{UPPER}]{{1,4}}(?:-[{UPPER}]{{1,2}})?(?![{LETTER}{APOSTROPHE}-])"
DOTTED = rf"(?:[{UPPER}][{LOWER}]?\.\s?-?\s?(?=[{UPPER}][{LOWER}]?\.)){{0,5}}[{UPPER}][{LOWER}]?\."
MIXED = rf"(?:{DOTTED}(?:\s?-?[{UPPER}]\.)?|{BARE})"
GIVEN = (
    rf"[{UPPER}][{LOWER}{APOSTROPHE}]+(?:-[{LETTER}][{LOWER}]+)?"
    rf"(?:\s?[{UPPER}]\.|\s[{UPPER}](?![{LETTER}])|\s[{UPPER}][{LOWER}]+)*"
)
# A lost space between family name and initials shows as a capital after a small letter.
BEFORE_INITIALS = rf"(?:\s|(?<=[{LOWER}]))"
ENDING = (
    rf"(?=\s?(?:[,;.:&(\[{OPENING}\ue000]|$)|(?<![{LETTER}])(?:and|en)\b|and\s[{UPPER}]\."
    r"|\s(?:and|en|et\s?al|e\.\s?a|(?:19|20)\d\d))"
)

AFTER_BARE = re.compile(rf"{FAMILY}{BEFORE_INITIALS}(?P<given>{BARE}){SUFFIX}{ENDING}")
AFTER_DOTTED = re.compile(rf"{FAMILY}{BEFORE_INITIALS}(?P<given>{DOTTED}){SUFFIX}")
INVERTED = re.compile(rf"{FAMILY}{EARLY_SUFFIX},\s?(?P<given>{MIXED}){SUFFIX}")
INVERTED_FULL = re.compile(rf"{FAMILY},\s?(?P<given>{GIVEN}){SUFFIX}{ENDING}")
BEFORE_DOTTED = re.compile(rf"(?P<given>{DOTTED}(?:\s?-?[{UPPER}]\.)?)\s?{FAMILY}{SUFFIX}{ENDING}")
BEFORE_BARE = re.compile(
    rf"(?P<given>[{UPPER}]{{1,4}}(?:-[{UPPER}])?)(?:\s|(?=[{UPPER}][{LOWER}])){FAMILY}{ENDING}"
)
DIRECT_FULL = re.compile(
    rf"(?P<given>{GIVEN})\s(?P<family>(?:{PARTICLE}){{0,3}}{WORD}){SUFFIX}{ENDING}"
)
GLUED_FULL = re.compile(
    rf"(?P<given>[{UPPER}][{LOWER}]{{2,}})(?P<family>[{UPPER}][{LETTER}{APOSTROPHE}-]+){ENDING}"
)
FAMILY_ONLY = re.compile(
    rf"{FAMILY}(?=\s?(?:\(|&|,?\s?et\s?al)|\s(?:and|en)\s|,?\s(?:&|and|en)\s|,?\se\.\s?a\.)"
)

ET_AL = re.compile(
    r"[.,;]?\s?(?:&\s?|(?:and|en)\s)?(?:et\s?al(?![^\W_])\.?|e\.\s?a\.|and (?:\d{1,3} )?others|"
    r"en anderen|en (?:collega['’]?s|medewerkers))[,;]?\s?",
    re.IGNORECASE,
)
ROLE = re.compile(
    r"[\s,]{0,4}\(?(?:editors?|eds?|reds?|redacteurs?|redactie|hrsg)\b\.?\)?[\s.,:]{0,4}", re.I
)
# A role that cannot be a word of the title: "Hodges PW, editor. Spinal control".
SURE_ROLE = re.compile(r"\s?[,(]\s?(?:editors?|[Ee]ds?|[Rr]eds?|redacteurs?|redactie)(?:\.|\))")
SEPARATOR = re.compile(
    r"\s?(?:[,;]\s?(?:…|\.\.\.|\. \. \.)?\s?(?:(?:&|and(?![a-z])|en(?![a-z]))\s?)?"
    r"|(?:&|(?<![^\W\d_])(?:and|en)(?![a-z])|and(?=\s[A-Z]\.))\s?)"
)
# "COST B13 Working Group", named among people.
GROUP = re.compile(
    r"(?:on behalf of |for |namens )?(?:the |de |het )?"
    r"[^.;:,()\ue000]{0,90}(?:Group|Collaborat|Investigator|Committee|Consortium|Network|Society|"
    r"Association|Organi[sz]ation|Team|Panel|Task Force|[Ww]erkgroep|Initiative|Institut|"
    r"Genootschap|Vereniging|Federati)[^.;:,()\ue000]{0,120}(?=[.;:,(])"
)
ORGANISATION = re.compile(
    r"\b(?:organi[sz]ation|institu\w*|association|society|federation|council|ministry|department|"
    r"centre|center|committee|collaborat\w+|consortium|group|academy|college|university|"
    r"universiteit|hogeschool|genootschap|federatie|overheid|"
    r"\w{0,20}(?:vereniging|stichting|centrum|raad)|"
    r"vlaanderen|foundation|network|agency|NHS|NICE|KNGF|KCE|WHO|CDC|RIVM|NHG|RIZIV|Cochrane|Axxon|"
    r"health|publishing|clinic|hospital|ziekenhuis|kliniek|redactie|news)\b"
    r"|(?-i:Organi[sz]ation|Association|Society|Federation|Institute)\b",
    re.IGNORECASE,
)
# "Swain DP; American College of Sports Medicine. Quantity and quality …"
AFTER_SEMICOLON = re.compile(rf"[{UPPER}][^.;:,()\ue000]{{3,120}}(?=[.;])")
GLUED_PARTICLE = re.compile(rf"^((?:{PARTICLES}))(?=[{UPPER}])()")
YEAR_OR_QUOTE = re.compile(
    rf"[\s.,;:]{{0,3}}(?:\(?{YEAR}[a-h]?(?:\)|\s?[.,:;])|\(\D{{0,12}}{YEAR}|[\"“„«]|['‘](?=[{UPPER}\d])"
    r"|\((?:n\.?\s?d|z\.?\s?d|z\.?\s?j|in press|in druk)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Grammar:
    """The forms of the first author and of the later ones.

    `needs_year` is for forms that are too easily found in any text: a year or a quote must follow.
    `before_comma` is for forms that are so seldom found by accident that a title may follow after
    one name and a comma.
    """

    first: re.Pattern[str]
    later: tuple[re.Pattern[str], ...]
    needs_year: bool = False
    before_comma: bool = False


GRAMMARS = (
    Grammar(AFTER_BARE, (AFTER_BARE,)),
    Grammar(AFTER_DOTTED, (AFTER_DOTTED, AFTER_BARE)),
    Grammar(INVERTED, (INVERTED, BEFORE_DOTTED)),
    Grammar(BEFORE_DOTTED, (BEFORE_DOTTED,), before_comma=True),
    Grammar(BEFORE_BARE, (BEFORE_BARE,), needs_year=True),
    Grammar(INVERTED_FULL, (DIRECT_FULL, GLUED_FULL), needs_year=True),
    Grammar(INVERTED_FULL, (INVERTED_FULL,), needs_year=True),
    Grammar(DIRECT_FULL, (DIRECT_FULL, GLUED_FULL), needs_year=True),
    Grammar(FAMILY_ONLY, (FAMILY_ONLY,), needs_year=True),
)
