"""Lines of a source list that are no source: headings, image credits, remarks."""

import re

from django.utils.translation import gettext as _

HEADING = re.compile(
    r"\W{0,6}(?:geraadpleegde |gebruikte |wetenschappelijke |belangrijkste |further |verder |"
    r"meer )?"
    r"(?:bron(?:nen)?(?:lijst|vermelding)?|referenties?|referentielijst|literatuur(?:lijst)?|"
    r"bibliografie|bibliography|references?|sources?|reading|lezen|onderzoek(?:en)?|studies|"
    r"wetenschappelijke artikels|artikels|artikelen|works cited|lees ook|websites?|boeken|"
    r"afbeeldingen|beeldmateriaal)"
    r"(?: (?:en|and|&) (?:bronnen|literatuur|referenties|verder lezen))?"
    r"(?: (?:afbeeldingen|foto['’]?s|beelden|tekst|images|artikel|bij dit artikel))?\s?\W{0,4}",
    re.IGNORECASE,
)
IMAGE = re.compile(
    r"^\W{0,4}(?:(?:bron |credits? )?(?:foto|foto['’]?s|fotograaf|fotografie|afbeelding(?:en)?|"
    r"beeld(?:en)?|beeldmateriaal|illustraties?|figuur|video|photos?|images?|pictures?|illustrations?|cover|"
    r"header)\s?(?:\d{1,2}\s?)?(?:credits?\s?)?"
    r"(?::|door |by |via |van |©|\(c\)|gegenereerd|gemaakt|courtesy|from )"
    r"|(?:image|photo|foto) credits?\b|©|\(c\)\s)"
    r"|\bwikimedia commons\b|commons\.wikimedia\.org"
    r"|\bCC[ -](?:BY|0)\b[^.]{0,40}(?:creativecommons\.org|$)|\bcc0\b"
    r"|\b(?:pexels|pixabay|unsplash|shutterstock|istock(?:photo)?|freepik|getty images|adobe stock|"
    r"dreamstime|canva)\b"
    r"|\b(?:gegenereerd|gemaakt|generated|created|made) (?:met|door|with|by|via)\b[^.]{0,60}"
    r"\b(?:AI|ChatGPT|DALL|Midjourney|Gemini|Copilot|artifici)",
    re.IGNORECASE,
)
ARTICLE = re.compile(
    r"\bPMC?ID\b|\bdoi\b|10\.\d{4,9}/|(?:19|20)\d\d[^;]{0,14};\s?\d", re.IGNORECASE
)


def reason(line: str) -> str:
    """The reason why a line is no source, in words for an editor; "" if it may be one."""
    if not any(sign.isalnum() for sign in line):
        return _("There is no text in it.")
    if HEADING.fullmatch(line):
        return _("This is a heading.")
    if IMAGE.search(line) and not ARTICLE.search(line):
        return _("This is about an image.")
    return ""
