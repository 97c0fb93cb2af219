"""Somebody who follows every link there is."""

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urljoin, urlsplit

from django.db import connection
from django.http import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve

from tests.crawl.pages import Page, read_page

MOST_QUERIES = 60
"""On one page, whatever it shows: the bound of the home page, which asks the most."""
OF_A_PERSON = ("show_own_page", "download_everything", "merge_people", "show_erasure")
MOST_QUERIES_OF_A_PERSON = 120
"""On pages of everything that is kept about somebody: one question for each kind of it, whatever the number of rows."""
OK = 200


@dataclass(frozen=True)
class Step:
    """An address to open and where it was found."""

    url: str
    source: str
    is_fragment: bool = False

    @property
    def shape(self) -> tuple[str, tuple[str, ...], bool]:
        """Pages of one shape differ by their rows only: the view and the parameters that are asked."""
        parts = urlsplit(self.url)
        match = resolve(unquote(parts.path))
        loose = sorted(str(value) for name, value in match.kwargs.items() if not name.endswith("pk"))
        asked = parse_qs(parts.query, keep_blank_values=True)
        narrow = [
            f"{name}={asked[name][0]}" if name in ("tab", "do", "as", "format") else name for name in sorted(asked)
        ]
        return str(match.url_name), (*loose, *narrow), self.is_fragment


@dataclass
class Crawler:
    """``a_shape`` pages of each shape are opened, and at most ``pages`` in all."""

    client: Client
    pages: int
    a_shape: int
    faults: list[str] = field(default_factory=list)
    opened: Counter[str] = field(default_factory=Counter)
    most_queries: tuple[int, str] = (0, "")
    _known: set[tuple[str, bool]] = field(default_factory=set)
    _shapes: Counter[tuple[str, tuple[str, ...], bool]] = field(default_factory=Counter)

    def crawl(self, start: str = "/") -> None:
        steps = deque([Step(start, "the beginning")])
        while steps and self.opened.total() < self.pages:
            step = steps.popleft()
            if self._is_worth(step):
                steps.extend(self._open(step))

    def _is_worth(self, step: Step) -> bool:
        key = (step.url.partition("#")[0], step.is_fragment)
        if key in self._known:
            return False
        self._known.add(key)
        try:
            shape = step.shape
        except Resolver404:
            self._tell(step, "no such address")
            return False
        self._shapes[shape] += 1
        return self._shapes[shape] <= self.a_shape

    def _open(self, step: Step) -> Iterator[Step]:
        headers = {"HX-Request": "true"} if step.is_fragment else {}
        with CaptureQueriesContext(
            connection,
        ) as queries:
            answer = self.client.get(step.url, headers=headers, follow=not step.is_fragment)
        self.opened[step.shape[0]] += 1
        self.most_queries = max(self.most_queries, (len(queries), step.url))
        if answer.status_code != OK:
            self._tell(step, f"answers {answer.status_code}")
            return
        most = MOST_QUERIES_OF_A_PERSON if step.shape[0] in OF_A_PERSON else MOST_QUERIES
        if len(queries) > most:
            self._tell(step, f"{len(queries)} queries")
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            yield from self._read(step, answer)
        elif not b"".join(answer):
            self._tell(step, "empty file")

    def _read(self, step: Step, answer: HttpResponseBase) -> Iterator[Step]:
        source = b"".join(answer).decode()
        page = read_page(source)
        for fault in page.faults(source):
            self._tell(step, fault)
        here = answer.redirect_chain[-1][0] if getattr(answer, "redirect_chain", None) else step.url  # type: ignore[attr-defined]
        self._check_anchors(step, here, page)
        for address in page.sent:
            self._check_exists(step, urljoin(here, address))
        for is_fragment, addresses in ((False, page.links), (True, page.fragments)):
            for address in addresses:
                if is_ours(address):
                    yield Step(urljoin(here, address), step.url, is_fragment)

    def _check_anchors(self, step: Step, here: str, page: Page) -> None:
        """Places on this page that it or the address names."""
        local = {link[1:] for link in page.links if link.startswith("#") and len(link) > 1}
        local |= {urlsplit(step.url).fragment, urlsplit(here).fragment} - {""}
        for name in sorted(local - set(page.ids)):
            if page.is_whole:
                self._tell(step, f"no place #{name}")

    def _check_exists(self, step: Step, address: str) -> None:
        try:
            resolve(unquote(urlsplit(address).path))
        except Resolver404:
            self._tell(step, f"sends to {address!r}, which is nowhere")

    def _tell(self, step: Step, fault: str) -> None:
        self.faults.append(f"{step.url} (from {step.source}): {fault}")


def is_ours(address: str) -> bool:
    parts = urlsplit(address)
    return (
        not parts.scheme
        and not parts.netloc
        and bool(parts.path or parts.query)
        and not parts.path.startswith("/static/")
    )
