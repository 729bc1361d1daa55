"""Articles for machines: schema.org in JSON-LD."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString

from references.public.jsonld import script_content, without_blanks, work


def blog_posting(
    page: Any, article: Any, request: HttpRequest, *, publisher: str = ""
) -> SafeString:
    """An article as a BlogPosting, without a query.

    The page comes with its author and parent, and with images whose sizes are loaded.
    """
    data = {
        "@context": "https://schema.org",
        "@type": "BlogPosting",
        "headline": page.title,
        "description": page.introduction,
        "inLanguage": "nl-BE",
        "url": page.get_full_url(request),
        "image": image_address(page.hero_image, request),
        "datePublished": page.published_on.isoformat(),
        "dateModified": modified(page),
        "timeRequired": f"PT{page.reading_minutes}M",
        "author": without_blanks(
            {
                "@type": "Person",
                "name": page.author.name,
                "jobTitle": page.author.professional_title,
            }
        ),
        "publisher": publisher and {"@type": "Organization", "name": publisher},
        "isPartOf": blog(page.get_parent(), request),
        "citation": [work(source.reference) for source in article.sources],
    }
    return script_content(data)


def modified(page: Any) -> str:
    """The day of the last change as an ISO date; "" if not after the article's own date."""
    day = page.last_published_at and timezone.localdate(page.last_published_at)
    return day.isoformat() if day and day > page.published_on else ""


def blog(index: Any, request: HttpRequest) -> dict[str, str]:
    return without_blanks(
        {"@type": "Blog", "name": index.title, "url": index.get_full_url(request)}
    )


def image_address(image: Any, request: HttpRequest) -> str:
    """The address of the largest WebP rendition of an image; "" if there is none."""
    made = [
        rendition
        for rendition in (image.renditions.all() if image else [])
        if rendition.file.name.endswith(".webp")
    ]
    if not made:
        return ""
    return request.build_absolute_uri(max(made, key=lambda rendition: rendition.width).url)
