"""What was read from the file of an order. Everything is a value; nothing is stored here."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from metodsovet.kernel.parties import Party
from metodsovet.kernel.terms import Term
from metodsovet.work.orders.reading.appointed import Appointed
from metodsovet.work.orders.reading.included import Appendix
from metodsovet.work.planning.reading import ReadWarning


@dataclass(frozen=True, slots=True)
class ReadAct:
    """Requisites as printed, empty where the file has none; ``kind`` is a Russian noun in lower case."""

    kind: str = ""
    number: str = ""
    date: datetime.date | None = None
    issuers: tuple[str, ...] = ()
    title: str = ""
    place: str = ""

    def to_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "number": self.number,
            "date": _iso(self.date),
            "issuers": list(self.issuers),
            "title": self.title,
            "place": self.place,
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        return cls(
            value["kind"], value["number"], _day(value["date"]), tuple(value["issuers"]), value["title"], value["place"]
        )


@dataclass(frozen=True, slots=True)
class BasisAct:
    """An act that the preamble stands on: ``issuer`` in the nominative, ``number`` without «№»."""

    kind: str
    title: str = ""
    number: str = ""
    date: datetime.date | None = None
    issuer: str = ""

    def to_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "title": self.title,
            "number": self.number,
            "date": _iso(self.date),
            "issuer": self.issuer,
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        return cls(value["kind"], value["title"], value["number"], _day(value["date"]), value["issuer"])


@dataclass(frozen=True, slots=True)
class Approved:
    """What a point approves; ``appendix`` is the number in «(Приложение № 1)», empty where it has none."""

    title: str
    appendix: str = ""

    def to_json(self) -> dict[str, str]:
        return {"title": self.title, "appendix": self.appendix}


@dataclass(frozen=True, slots=True)
class ReadPoint:
    """A point as printed, without its number and its parts.

    ``verb`` governs it (an infinitive, or a finite form as written); kinds: assign, approve, appoint, control, inform,
    other. ``is_recommended`` binds nobody. ``is_inline``: said in the words of the point above, one of its several
    addressees. ``parties`` and ``term`` of a part that names none are those of the point above, ``inherits`` says
    which.
    """

    number: str
    text: str
    verb: str
    kind: str
    parties: tuple[Party, ...] = ()
    term: Term | None = None
    approves: tuple[Approved, ...] = ()
    appoints: tuple[Appointed, ...] = ()
    relieves: tuple[Appointed, ...] = ()
    is_recommended: bool = False
    is_inline: bool = False
    appendices: tuple[str, ...] = ()
    inherits: tuple[str, ...] = ()
    children: tuple["ReadPoint", ...] = ()

    def walk(self) -> Iterator["ReadPoint"]:
        yield self
        for child in self.children:
            yield from child.walk()

    def with_children(self, children: tuple["ReadPoint", ...]) -> "ReadPoint":
        return replace(self, children=children)

    def to_json(self) -> dict[str, Any]:
        return {
            "number": self.number,
            "text": self.text,
            "verb": self.verb,
            "kind": self.kind,
            "parties": [party.to_json() for party in self.parties],
            "term": self.term.to_json() if self.term else None,
            "approves": [approved.to_json() for approved in self.approves],
            "appoints": [appointed.to_json() for appointed in self.appoints],
            "relieves": [relieved.to_json() for relieved in self.relieves],
            "recommended": self.is_recommended,
            "inline": self.is_inline,
            "appendices": list(self.appendices),
            "inherits": list(self.inherits),
            "children": [child.to_json() for child in self.children],
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        return cls(
            number=value["number"],
            text=value["text"],
            verb=value["verb"],
            kind=value["kind"],
            parties=tuple(Party.from_json(party) for party in value["parties"]),
            term=Term.from_json(value["term"]) if value["term"] else None,
            approves=tuple(Approved(**approved) for approved in value["approves"]),
            appoints=tuple(Appointed.from_json(one) for one in value["appoints"]),
            relieves=tuple(Appointed.from_json(one) for one in value.get("relieves", ())),
            is_recommended=value.get("recommended", False),
            is_inline=value.get("inline", False),
            appendices=tuple(value["appendices"]),
            inherits=tuple(value["inherits"]),
            children=tuple(cls.from_json(child) for child in value["children"]),
        )


@dataclass(frozen=True, slots=True)
class Controller:
    """``is_signatory``: «оставляю за собой»; then there are no parties."""

    parties: tuple[Party, ...]
    is_signatory: bool
    point: str

    def to_json(self) -> dict[str, Any]:
        parties = [party.to_json() for party in self.parties]
        return {"parties": parties, "is_signatory": self.is_signatory, "point": self.point}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        parties = tuple(Party.from_json(party) for party in value["parties"])
        return cls(parties, value["is_signatory"], value["point"])


@dataclass(frozen=True, slots=True)
class Signatory:
    """``position`` and ``person`` as printed."""

    position: str
    person: str


@dataclass(frozen=True, slots=True)
class Executor:
    person: str
    phone: str = ""
    position: str = ""


@dataclass(frozen=True, slots=True)
class EntryIntoForce:
    """``text`` is the whole sentence, ``term`` what it says of the day."""

    text: str
    point: str
    term: Term | None = None

    def to_json(self) -> dict[str, Any]:
        return {"text": self.text, "point": self.point, "term": self.term.to_json() if self.term else None}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        return cls(value["text"], value["point"], Term.from_json(value["term"]) if value["term"] else None)


@dataclass(frozen=True, slots=True)
class ReadOrder:
    """``command`` in lower case without spaces; ``notes`` are lines after the signature that are none of the rest."""

    act: ReadAct
    basis: tuple[BasisAct, ...]
    preamble: str
    command: str
    points: tuple[ReadPoint, ...]
    controller: Controller | None
    signatories: tuple[Signatory, ...]
    executor: Executor | None
    enters_into_force: EntryIntoForce | None
    appendices: tuple[Appendix, ...]
    notes: tuple[str, ...]
    warnings: tuple[ReadWarning, ...]

    def all_points(self) -> Iterator[ReadPoint]:
        for point in self.points:
            yield from point.walk()

    def to_json(self) -> dict[str, Any]:
        """Lossless: the answer of the command line and what is stored."""
        return {
            "act": self.act.to_json(),
            "basis": [act.to_json() for act in self.basis],
            "preamble": self.preamble,
            "command": self.command,
            "points": [point.to_json() for point in self.points],
            "controller": self.controller.to_json() if self.controller else None,
            "signatory": _signatory(self.signatories[0]) if self.signatories else None,
            "signatories": [_signatory(one) for one in self.signatories],
            "executor": _executor(self.executor) if self.executor else None,
            "enters_into_force": self.enters_into_force.to_json() if self.enters_into_force else None,
            "appendices": [appendix.to_json() for appendix in self.appendices],
            "notes": list(self.notes),
            "warnings": [warning.to_json() for warning in self.warnings],
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        force = value["enters_into_force"]
        return cls(
            act=ReadAct.from_json(value["act"]),
            basis=tuple(BasisAct.from_json(act) for act in value["basis"]),
            preamble=value["preamble"],
            command=value["command"],
            points=tuple(ReadPoint.from_json(point) for point in value["points"]),
            controller=Controller.from_json(value["controller"]) if value["controller"] else None,
            signatories=tuple(Signatory(**one) for one in value["signatories"]),
            executor=Executor(**value["executor"]) if value["executor"] else None,
            enters_into_force=EntryIntoForce.from_json(force) if force else None,
            appendices=tuple(Appendix.from_json(appendix) for appendix in value["appendices"]),
            notes=tuple(value["notes"]),
            warnings=tuple(ReadWarning.from_json(warning) for warning in value["warnings"]),
        )


def _signatory(one: Signatory) -> dict[str, str]:
    return {"position": one.position, "person": one.person}


def _executor(one: Executor) -> dict[str, str]:
    return {"person": one.person, "phone": one.phone, "position": one.position}


def _iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None


def _day(value: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(value) if value else None
