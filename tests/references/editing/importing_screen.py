"""What the browser sends back of a screen with entries."""

from typing import Any

from references.editing.review import Review


def posted(review: Review, step: str = "save", **changes: Any) -> dict[str, Any]:
    """With these changes by field of the first entry."""
    data = {"text": review.text, "todo": review.todo_text, "step": step}
    for form in review.forms:
        for field in form:
            value = field.value()
            if value not in (None, False):
                data[field.html_name] = value
    if review.forms:
        data |= {review.forms[0].add_prefix(name): value for name, value in changes.items()}
    return data
