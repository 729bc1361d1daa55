"""Ranges of pages, short for Vancouver and in full for APA."""

import re
from os.path import commonprefix

RANGE = re.compile(r"([A-Za-z]{0,5})(\d+)\s*[-‐–—]\s*([A-Za-z]{0,5})(\d+)")
DASH = re.compile(r" ?[-‐–—] ?")
# The number of an article that has no pages: "e15723", "740200".
ARTICLE_NUMBER = re.compile(r"[A-Za-z]{1,5}\d{3,}|\d{5,}")


def short_pages(pages: str) -> str:
    """Shorten a range: "775-787" becomes "775-87". Other texts stay as they are."""
    span = RANGE.fullmatch(pages)
    if not span:
        return pages
    prefix, first, second_prefix, last = span.groups()
    if len(first) != len(last) or second_prefix not in {"", prefix}:
        return f"{prefix}{first}-{second_prefix}{last}"
    same = len(commonprefix([first, last]))
    return f"{prefix}{first}" + (f"-{last[same:]}" if last[same:] else "")


def full_pages(pages: str) -> str:
    """Complete each range between commas: "362-5" becomes "362–365"."""
    return ", ".join(full_range(piece.strip()) for piece in pages.split(","))


def full_range(pages: str) -> str:
    """Complete one range."""
    span = RANGE.fullmatch(pages)
    if not span:  # such as "1140.e1-1140.e22" and "xii-xv"
        return DASH.sub("–", pages)
    prefix, first, second_prefix, last = span.groups()
    if second_prefix in {"", prefix}:
        completed = first[: -len(last)] + last if len(last) < len(first) else last
        if completed == first:
            return prefix + first
        if int(completed) > int(first):
            return f"{prefix}{first}–{prefix}{completed}"
    return f"{prefix}{first}–{second_prefix}{last}"


def is_article_number(pages: str) -> bool:
    """Tell whether the text is the number of an article instead of its pages."""
    return bool(ARTICLE_NUMBER.fullmatch(pages))


def are_several(pages: str) -> bool:
    """Tell whether the text names more than one page."""
    return bool(re.search(r"\d\s*[-‐–—,]", pages))
