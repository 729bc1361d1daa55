"""Ranges of pages, written short for Vancouver and in full for APA."""

import re
from os.path import commonprefix

RANGE = re.compile(r"([A-Za-z]{0,5})(\d+)\s*[-‐–—]\s*([A-Za-z]{0,5})(\d+)")
DASH = re.compile(r" ?[-‐–—] ?")
# "e15723", "740200": the number of an article that has no pages.
ARTICLE_NUMBER = re.compile(r"[A-Za-z]{1,5}\d{3,}|\d{5,}")


def short_pages(pages: str) -> str:
    """ "775-787" becomes "775-87"; article numbers and what else is no range stay."""
    span = RANGE.fullmatch(pages)
    if not span:
        return pages
    prefix, first, second_prefix, last = span.groups()
    if len(first) != len(last) or second_prefix not in {"", prefix}:
        return f"{prefix}{first}-{second_prefix}{last}"
    same = len(commonprefix([first, last]))
    return f"{prefix}{first}" + (f"-{last[same:]}" if last[same:] else "")


def full_pages(pages: str) -> str:
    """ "362-5" becomes "362–365", in each of the ranges between commas."""
    return ", ".join(full_range(piece.strip()) for piece in pages.split(","))


def full_range(pages: str) -> str:
    span = RANGE.fullmatch(pages)
    if not span:  # "1140.e1-1140.e22", "xii-xv"
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
    return bool(ARTICLE_NUMBER.fullmatch(pages))


def are_several(pages: str) -> bool:
    return bool(re.search(r"\d\s*[-‐–—,]", pages))
