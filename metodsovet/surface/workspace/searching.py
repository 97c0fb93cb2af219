"""One question to everything that rooms offer for search: rows that the person may see, pages that he may open."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.urls import reverse

from metodsovet.ground.access.door import may_open
from metodsovet.ground.access.models import User
from metodsovet.kernel.searching import Asked, FoundPage, Searched, all_kinds, all_pages, find, found_among, keys_of
from metodsovet.kernel.searching.asked import forms_of_word

SHOWN_OF_KIND = 5
COUNTED = 1000
ON_PAGE = 50


@dataclass(frozen=True, slots=True)
class Line:
    title: str
    url: str
    note: str = ""
    is_past: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """The first lines of a kind; ``total`` counts no further than ``COUNTED``."""

    name: str
    title: str
    lines: Sequence[Line]
    total: int

    @property
    def has_more(self) -> bool:
        return self.total > len(self.lines)

    @property
    def is_beyond_count(self) -> bool:
        return self.total > COUNTED


@dataclass(frozen=True, slots=True)
class Answer:
    """``meant`` is what was looked for instead of what was typed; ``is_alike`` means that only likeness found it."""

    asked: Asked
    groups: Sequence[Group] = ()
    meant: str = ""
    is_alike: bool = False

    @property
    def total(self) -> int:
        return sum(group.total for group in self.groups)


@dataclass(frozen=True, slots=True)
class KindAnswer:
    """One kind to its last row, by pages."""

    asked: Asked
    kind: Searched
    page: Page[Any]
    lines: Sequence[Line]


def search(user: User, text: str) -> Answer:
    """As typed; if nothing is found, in the other layout; then by likeness. Only what the person sees decides."""
    asked = Asked(text)
    if not asked.is_enough:
        return Answer(asked)
    switched = asked.switched()
    attempts: tuple[Callable[[], Answer], ...] = (
        lambda: Answer(asked, _pages(user, asked) + _rows(user, asked)),
        lambda: Answer(asked, _pages(user, switched) + _rows(user, switched), meant=switched.text),
        lambda: Answer(asked, _rows(user, asked, by_likeness=True), is_alike=True),
        lambda: Answer(asked, _rows(user, switched, by_likeness=True), meant=switched.text, is_alike=True),
    )
    return next((answer for answer in (attempt() for attempt in attempts) if answer.groups), Answer(asked))


def search_kind(user: User, text: str, name: str, number: str) -> KindAnswer | None:
    """All rows of the kind, as ``search`` would begin them; None when there is no such kind or nothing found."""
    kind = next((one for one in all_kinds() if one.name == name), None)
    asked = Asked(text)
    if kind is None or not asked.is_enough:
        return None
    switched = asked.switched()
    for meant, by_likeness in ((asked, False), (switched, False), (asked, True), (switched, True)):
        if not meant.is_enough:
            continue
        page = Paginator(find(kind, user, meant, by_likeness=by_likeness), ON_PAGE).get_page(number)
        if page.paginator.count:
            return KindAnswer(asked, kind, page, [_line(kind, row) for row in page.object_list])
    return None


def _rows(user: User, asked: Asked, *, by_likeness: bool = False) -> list[Group]:
    if not asked.is_enough:
        return []
    keys = keys_of(all_kinds(), asked, by_likeness=by_likeness)
    kinds = [kind for kind in all_kinds() if kind.name in keys]
    groups = (_group(kind, found_among(keys[kind.name], kind, user, asked, by_likeness=by_likeness)) for kind in kinds)
    return [group for group in groups if group.lines]


def _group(kind: Searched, found: QuerySet[Any]) -> Group:
    """Keys first, so that everything is put in order once and only what is shown is read."""
    keys = list(found.values_list("pk", flat=True)[: COUNTED + 1])
    lines = [_line(kind, row) for row in found.filter(pk__in=keys[:SHOWN_OF_KIND])] if keys else []
    return Group(kind.name, kind.title, lines, len(keys))


def _line(kind: Searched, row: Any) -> Line:
    found = kind.shown(row)
    return Line(found.title, row.get_absolute_url(), found.note, bool(row.found_past))


def _pages(user: User, asked: Asked) -> list[Group]:
    lines = [
        Line(page.label, reverse(page.view))
        for page in all_pages()
        if _is_named(page, asked) and may_open(user, reverse(page.view))
    ]
    return [Group("pages", "Страницы и действия", lines, len(lines))] if lines else []


def _is_named(page: FoundPage, asked: Asked) -> bool:
    known = Asked(f"{page.label} {page.more}").plain.split()
    return bool(asked.words) and all(
        any(own.startswith(word) or own in forms_of_word(word) for own in known) for word in asked.words
    )
