"""A page as a crawler reads it: its links, forms, ids, heading and visible words."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
NAMED_BY = ("for", "aria-controls", "aria-labelledby", "aria-describedby", "form", "list")
SENT_BY_HTMX = ("hx-post", "hx-put", "hx-delete", "hx-patch")
HIDDEN = frozenset({"script", "style", "template"})
LEFTOVERS = ("{{", "}}", "{%", "%}", "<c-", "</c-", "TEMPLATE_STRING_IF_INVALID")
SHOWN_AS_CODE = re.compile(r"<code\b[^>]*>.*?</code>", re.DOTALL)
"""The pages of templates name their fields."""


@dataclass
class Page:
    """``links`` and ``fragments`` are followed by GET; ``sent`` only have to exist."""

    links: list[str] = field(default_factory=list)
    fragments: list[str] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)
    ids: Counter[str] = field(default_factory=Counter)
    named: set[str] = field(default_factory=set)
    headings: int = 0
    title: str = ""
    words: list[str] = field(default_factory=list)
    is_whole: bool = False

    def faults(self, source: str) -> Iterator[str]:
        """What is wrong with the page by itself; ``source`` is its markup."""
        text = " ".join(self.words)
        printed = SHOWN_AS_CODE.sub("", source)
        yield from (f"leftover {mark}" for mark in LEFTOVERS if mark in printed)
        yield from (f"«None» in «{word.strip()[:60]}»" for word in self.words if "None" in word.split())
        yield from (f"id «{one}» {number} times" for one, number in self.ids.items() if number > 1)
        yield from (f"link to {link!r}" for link in self.links if link in ("", "#"))
        yield from (f"names a missing «{one}»" for one in sorted(self.named - set(self.ids)) if self.is_whole)
        if self.is_whole and self.headings != 1:
            yield f"{self.headings} headings h1"
        if self.is_whole and not self.title.strip():
            yield "no title"
        if not text.strip():
            yield "no words"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Page()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag not in VOID:
            self.open.append(tag)
        self._note_structure(tag, given)
        self._note_addresses(tag, given)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if "title" in self.open and "svg" not in self.open:
            self.page.title += data
        elif data.strip() and not HIDDEN & set(self.open):
            self.page.words.append(data)

    def _note_structure(self, tag: str, given: dict[str, str]) -> None:
        page = self.page
        page.is_whole |= tag == "html"
        page.headings += tag == "h1"
        if "id" in given and "template" not in self.open:
            page.ids[given["id"]] += 1
        page.named |= {name for attribute in NAMED_BY for name in given.get(attribute, "").split()}

    def _note_addresses(self, tag: str, given: dict[str, str]) -> None:
        page = self.page
        if tag == "a":
            page.links.append(given.get("href", ""))
        if "hx-get" in given:
            page.fragments.append(given["hx-get"])
        page.sent += [given[name] for name in SENT_BY_HTMX if name in given]
        if "formaction" in given:
            page.sent.append(given["formaction"])
        if tag == "form" and "action" in given:
            page.sent.append(given["action"])


def read_page(source: str) -> Page:
    reader = _Reader()
    reader.feed(source)
    reader.close()
    return reader.page
