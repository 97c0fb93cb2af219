"""Kinds of papers as registered data: a room declares what it prints, and the paper has templates, numbers, a register.

In ``papers.py`` of the room, loaded at start::

    offer(
        PaperKind(
            code="methodical_service",
            name="структура методической службы",
            data=MethodicalServicePaper,
            template=TEMPLATE,
            sample=sample_paper,
            permission="communities.download_methodical_service",
            compose=compose_methodical_service,
        )
    )

A kind without ``compose`` and without a ``deed`` is printed by its template and takes no number.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db.models import Model

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation, Person
from metodsovet.kernel.school_year import SchoolYear

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    from metodsovet.ground.documents.models import Paper


@dataclass(frozen=True, slots=True)
class PaperDraft:
    """A paper that may be issued: its data, whose it is, what it speaks of and where one comes from.

    ``recipient`` is to whom it is given: he reads it. ``scope`` is what has numbers of its own inside the organisation.
    ``replaces`` is the edition before: the new one takes its number, ``reason`` says why it was needed.
    """

    data: "DataclassInstance"
    organisation: Organisation
    title: str
    source: Model | None = None
    back_url: str = ""
    recipient: Person | None = None
    scope: Model | None = None
    replaces: "Paper | None" = None
    reason: str = ""


Compose = Callable[[User, Mapping[str, str]], PaperDraft | None]


@dataclass(frozen=True, slots=True)
class Deed:
    """How a kind is issued by a deed of its room, such as the approval of minutes, and not by the page of issue.

    Such a paper is corrected by a new edition and read by the people whom the deed names. ``reserved`` are the numbers
    (of series by id) that the room gave before the paper; ``instead`` says where the paper is corrected.
    """

    reserved: Callable[[], Iterable[tuple[int, str]]]
    instead: str


@dataclass(frozen=True, slots=True)
class PaperKind:
    """``compose`` makes the draft of what the address asks for, out of rows that the user sees, or answers None.

    ``permission`` is asked on the draft's source. ``public`` are the fields that the check page may show to anybody.
    Numbers begin anew with each calendar year, or with each school year. ``bears_emblem``: printed on a letterhead.
    """

    code: str
    name: str
    data: type
    template: Path
    sample: Callable[[], "DataclassInstance"]
    permission: str = ""
    compose: Compose | None = None
    public: Mapping[str, str] = field(default_factory=dict)
    by_school_year: bool = False
    deed: Deed | None = None
    bears_emblem: bool = False

    @property
    def is_issued(self) -> bool:
        return self.compose is not None or self.deed is not None

    def year_of(self, day: date) -> int:
        """That of its numbers; a school year by its beginning."""
        return SchoolYear.of(day).start if self.by_school_year else day.year

    @property
    def is_word(self) -> bool:
        """Printed by a Word template, which may be replaced; else by one of ours for many pages at once."""
        return self.template.suffix == ".docx"

    @property
    def title(self) -> str:
        return self.name[:1].upper() + self.name[1:]

    @property
    def sample_data(self) -> dict[str, Any]:
        return asdict(self.sample())


_kinds: dict[str, PaperKind] = {}


def offer(kind: PaperKind) -> PaperKind:
    if kind.code in _kinds:
        raise ValueError(f"papers of kind {kind.code} are offered twice")
    _kinds[kind.code] = kind
    return kind


def all_kinds() -> tuple[PaperKind, ...]:
    return tuple(sorted(_kinds.values(), key=lambda kind: kind.name))


def kind_named(code: str) -> PaperKind | None:
    return _kinds.get(code)


def reserved_numbers() -> Iterator[tuple[int, str]]:
    """Those that rooms gave before their papers: ids of series and numbers."""
    for kind in _kinds.values():
        if kind.deed is not None:
            yield from kind.deed.reserved()


def name_of(code: str) -> str:
    """Of a paper whose room may be gone."""
    kind = _kinds.get(code)
    return kind.name if kind else "бумага"
