"""Whom points appoint, and to what: people and communities of the register."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice, product

from metodsovet.kernel.terms import TermKind
from metodsovet.work.communities.models import Community, Office
from metodsovet.work.orders.models import Deed
from metodsovet.work.orders.reading import Appointed, ReadOrder, ReadPoint
from metodsovet.work.planning.matching import HolderChoice, Register
from metodsovet.work.planning.matching.persons import propose_person

MOST_OFFERED = 8
SHORTEST, STEM = 3, 5
Kind = Deed.Kind
ENDING = (Kind.RELIEVE, Kind.EXCLUDE)
_MEMBERSHIP = re.compile(r"\bсостав|\bчлен", re.IGNORECASE)
_OFFICE_NAMED = re.compile(r"руковод|председател|секретар|заместител|куратор", re.IGNORECASE)
_EXCLUDES = re.compile(r"исключ|вывести")
LASTING = (TermKind.THROUGH_YEAR, TermKind.DATE_RANGE)
_WORD = re.compile(r"[а-яёa-z0-9]+", re.IGNORECASE)
_COMMON = re.compile(
    r"^(?:[гршп]мо|пмс|втк|город|район|муниц|школь|метод|объед|ассоц|педаг|учите|руков|совет|для|при|групп)"
)
_OFFICES = (
    ("куратор", Office.Kind.CURATOR),
    ("заместител", Office.Kind.DEPUTY),
    ("секретар", Office.Kind.SECRETARY),
)


@dataclass(frozen=True, slots=True)
class Appointment:
    """A person and a community that the words may mean; ``code`` goes through a form and back."""

    person: HolderChoice
    community: Community

    @property
    def code(self) -> str:
        return f"{self.person.person_id}:{self.community.pk}"

    @property
    def label(self) -> str:
        return f"{self.person.label} — {self.community}"


@dataclass(frozen=True, slots=True)
class DeedProposal:
    """``place`` counts all whom the file appoints and relieves; ``index`` is of the point among all read ones.

    ``what`` is a kind of deeds.
    """

    place: int
    index: int
    point: ReadPoint
    what: str
    appointed: Appointed
    office: str
    offered: tuple[Appointment, ...]
    is_sure: bool

    @property
    def days(self) -> tuple[date | None, date | None]:
        """From and until, where the point says for how long."""
        term = self.point.term
        since, until = (term.start, term.end) if term and term.kind in LASTING else (None, None)
        if self.what in ENDING:
            return None, since - timedelta(days=1) if since else None
        return since, until


def propose_deeds(read: ReadOrder, register: Register) -> Iterator[DeedProposal]:
    place = 0
    for index, point in enumerate(read.all_points()):
        for what, one in _said(point):
            yield _propose(place, index, point, (what, one), register)
            place += 1


def _said(point: ReadPoint) -> Iterator[tuple[str, Appointed]]:
    """A former head goes when the new one comes; anybody else who is replaced goes by a deed of his own."""
    for appointed in point.appoints:
        what = Kind.ADMIT if is_membership(appointed.office) else Kind.APPOINT
        yield what, appointed
        if appointed.instead is not None and (what is Kind.ADMIT or office_meant(appointed.office) != Office.Kind.HEAD):
            goes = Kind.EXCLUDE if what is Kind.ADMIT else Kind.RELIEVE
            yield goes, replace(appointed, party=appointed.instead, instead=None)
    for relieved in point.relieves:
        yield Kind.EXCLUDE if _EXCLUDES.match(point.verb) else Kind.RELIEVE, relieved


def is_membership(office: str) -> bool:
    """«в состав рабочей группы», «члены совета», and no office in it."""
    return _MEMBERSHIP.search(office) is not None and _OFFICE_NAMED.search(office) is None


def office_meant(words: str) -> str:
    return next((code for stem, code in _OFFICES if stem in words.lower()), Office.Kind.HEAD)


def _propose(place: int, index: int, point: ReadPoint, said: tuple[str, Appointed], register: Register) -> DeedProposal:
    what, appointed = said
    person = propose_person(appointed.party, register)
    people = [one for one in (person.choice, *person.alternatives) if one.person_id]
    communities = communities_meant(f"{appointed.office} {point.text}", register.communities)
    offered = tuple(islice((Appointment(*pair) for pair in product(people, communities)), MOST_OFFERED))
    office, is_sure = office_meant(appointed.office), person.is_sure and len(offered) == 1
    return DeedProposal(place, index, point, what, appointed, office, offered, is_sure)


def communities_meant(text: str, communities: Sequence[Community]) -> list[Community]:
    """Those of whose own words the most stand in the text, all of them if possible.

    «Методический совет» has no words of its own: all of its common ones must stand there.
    """
    said = _stems(text)
    named = [(community, _stems(community.name)) for community in communities]
    whole = [(community, stems) for community, stems in named if stems and stems <= said]
    most = max((len(stems) for _, stems in whole), default=0)
    found = [community for community, stems in whole if len(stems) == most]
    if not found:
        every = _stems(text, common=True)
        found = [one for one, stems in named if not stems and _stems(one.name, common=True) <= every]
    return found or [community for community, stems in named if stems & said]


def _stems(text: str, *, common: bool = False) -> frozenset[str]:
    words = (word.lower().replace("ё", "е") for word in _WORD.findall(text))
    return frozenset(word[:STEM] for word in words if len(word) >= SHORTEST and (common or not _COMMON.match(word)))
