"""Reading a page as a visitor does: what stands in which element."""

from html.parser import HTMLParser

from django.http import HttpResponse

VOID = {"br", "circle", "hr", "img", "input", "link", "meta", "path", "source"}


class Soup(HTMLParser):
    """Every element with its words, in the order of the page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str], list[str]]] = []
        self._open: list[int] = []
        self.description = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if attributes.get("name") == "description":
            self.description = attributes["content"]
        self.elements.append((tag, attributes, []))
        if tag not in VOID:
            self._open.append(len(self.elements) - 1)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        for index in self._open:
            self.elements[index][2].append(data)

    def find_all(self, tag: str, css_class: str = "") -> list[str]:
        """The words of these elements, white space made single."""
        return [words for words, _attributes in self.find(tag, css_class)]

    def find(self, tag: str, css_class: str = "") -> list[tuple[str, dict[str, str]]]:
        return [
            (" ".join(" ".join(words).split()), attributes)
            for name, attributes, words in self.elements
            if name == tag and (not css_class or css_class in attributes.get("class", "").split())
        ]


def soup(response: HttpResponse) -> Soup:
    return Soup(response.content.decode())


def links(response: HttpResponse, css_class: str = "") -> dict[str, str]:
    """Words of each link with this class -> where it leads."""
    return {words: attributes["href"] for words, attributes in soup(response).find("a", css_class)}


def names_of_fields(page: HttpResponse) -> set[str]:
    """The names of what can be filled in on a page."""
    shown = soup(page)
    return {
        found["name"]
        for tag in ("input", "select", "textarea")
        for _words, found in shown.find(tag)
        if "name" in found
    }
