"""The forms and the questions in addresses that stand on a page, read from its HTML."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urljoin, urlsplit

FIELDS = ("input", "select", "textarea", "button")


@dataclass
class Form:
    """Where it goes, and what it sends: (name, value) of text, names of files."""

    method: str
    action: str
    pairs: list[tuple[str, str]] = field(default_factory=list)
    files: list[str] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        return list(dict.fromkeys(name for name, _ in self.pairs))


class _Reader(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.forms: list[Form] = []
        self.links: list[str] = []
        self.open: Form | None = None

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag == "a" and "href" in given:
            self.links.append(urljoin(self.address, given["href"]))
        if tag == "form":
            self.open = Form(given.get("method", "get").lower(), urljoin(self.address, given.get("action", "")))
            self.forms.append(self.open)
        if self.open and tag in FIELDS and given.get("name"):
            self._take(self.open, given)

    def _take(self, form: Form, given: dict[str, str]) -> None:
        if given.get("type") == "file":
            form.files.append(given["name"])
        else:
            form.pairs.append((given["name"], given.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None


def read_forms(address: str, html: str) -> list[Form]:
    """With the button that sends each; a form without a field is none."""
    reader = _Reader(address)
    reader.feed(html)
    return [form for form in reader.forms if form.pairs or form.files]


def asked_names(address: str, html: str) -> set[str]:
    """Names of parameters in the links of a page."""
    reader = _Reader(address)
    reader.feed(html)
    return {name for link in reader.links for name, _ in parse_qsl(urlsplit(link).query, keep_blank_values=True)}
