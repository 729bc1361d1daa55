"""Removal of the HTML, JATS and entities in titles of registries and publishers."""

import html
import re

# Only tags that say how a word looks: other text between < and > may be a formula.
LOOKS = "i|b|u|em|strong|italic|bold|sub|sup|sc|scp|span|tt|p|br|title|sec|ce:[a-z-]+|jats:[a-z-]+"
TAG = re.compile(rf"</?(?:{LOOKS})(?:\s[^<>]*)?/?>", re.IGNORECASE)
ENTITY = re.compile(r"&(?:amp;)*(#\d{1,6}|#x[0-9a-f]{1,6}|[a-z]{2,8}\d{0,2});", re.IGNORECASE)


def plain(text: str) -> str:
    """Remove the tags, and replace entities, escaped once or more often, by their characters."""
    if "<" not in text and "&" not in text:
        return text
    return TAG.sub("", ENTITY.sub(as_sign, text))


def as_sign(entity: re.Match[str]) -> str:
    """The character of an entity; an unknown entity stays."""
    sign = html.unescape(f"&{entity[1]};")
    return entity[0] if len(sign) > 2 else sign
