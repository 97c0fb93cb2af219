"""Points out of lines: the tree as printed, and what each of them says."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from metodsovet.kernel.parties import PartyKind
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.kernel.spreadsheets import Table
from metodsovet.kernel.terms import parse_term
from metodsovet.work.orders.reading import verbs
from metodsovet.work.orders.reading.appointed import Appointed
from metodsovet.work.orders.reading.appointing import appointed_in, is_membership
from metodsovet.work.orders.reading.deadlines import deadline_in
from metodsovet.work.orders.reading.labels import Item, Tree, label_of
from metodsovet.work.orders.reading.lines import Line
from metodsovet.work.orders.reading.names import EOL_MARKS
from metodsovet.work.orders.reading.purposes import appendices_in, approved_in
from metodsovet.work.orders.reading.relieving import office_left, relieved_in, without_replaced
from metodsovet.work.orders.reading.responsible import is_addressed, responsible_of
from metodsovet.work.orders.reading.result import ReadPoint
from metodsovet.work.orders.reading.words import Word, open_text, words_of

FLAT, BARE = "flat", "bare"
_FIRST_WORD = 40
_ADDRESSEE_CHARACTERS = 160
_NEXT_ADDRESSEE = re.compile(r";\s+(?=[А-ЯЁа-яё«])")
_READ_CHARACTERS = 4_000  # a longer point is a regulation typed without numbers
_OWN_DEEDS = (verbs.APPROVE, verbs.APPOINT, verbs.OTHER)
_STANDALONE = re.compile(
    r"^(?:контроль|настоящ\w+ (?:приказ|распоряж|постановл)|приказ\s+вступает|распоряжение\s+вступает)", re.IGNORECASE
)
_LABEL_LINE = re.compile(r"^(?:срок|ответственн|отв\.|исполнител)[а-яё]*\b[^.]{0,40}[:–—-]", re.IGNORECASE)
_NUMBERED_HEADING = re.compile(r":\s*(?:\d+(?:\.\d+)*[.)]|[а-я]\))\s+(?=\S)")
_IN_BRACKETS = re.compile(r"\(\s*(?:отв\.|ответственн\w+)\s*[:–—-]?\s*(?=[А-ЯЁ])", re.IGNORECASE)
_EMPTY_HEADING = re.compile(r":\s*$")


def items_of(lines: Sequence[Line]) -> tuple[list[Item], list[tuple[str, Table]]]:
    """The tree of points, and the tables between them with the number of the point over each."""
    tree, tables = Tree(), []
    has_numbers = any(_is_numbered(line) for line in lines)
    for line in lines:
        if line.table is not None:
            tables.append((_number_over(tree), line.table))
            continue
        label = label_of(line.text)
        if label is not None:
            tree.add(Item(label.number, label.style, line.text[label.end :].strip()))
        elif tree.last is not None and _is_bare_part(line.text, tree.last):
            tree.add(Item("", BARE, line.text))
        elif tree.last is None or _starts_point(line.text, tree.last, has_numbers=has_numbers):
            tree.add_on_top(Item("", FLAT, line.text))
        else:
            tree.last.add_line(line.text)
    return tree.items, tables


def _is_bare_part(text: str, last: Item) -> bool:
    """Parts under «Департаменту образования:» that nobody numbered begin with a small infinitive, each in its line."""
    is_place = last.text.endswith(":") or (last.style == BARE and last.text.endswith((";", ",", ".")))
    words = words_of(text[:_FIRST_WORD])
    return is_place and text[0].islower() and bool(words) and words[0].part == "INFN"


def _is_numbered(line: Line) -> bool:
    label = label_of(line.text)
    return label is not None and label.style[0].isdigit()


def _number_over(tree: Tree) -> str:
    return tree.items[-1].number if tree.items else ""


def _starts_point(text: str, last: Item, *, has_numbers: bool) -> bool:
    """A line without a number after a finished one is a point of a flat list, or one that lost its number."""
    if not text[0].isupper() or _LABEL_LINE.match(text) or not last.text.endswith(EOL_MARKS):
        return False
    if _STANDALONE.match(text):
        return True
    if has_numbers and last.text.endswith(":"):
        return False
    verb = verbs.governing_verb(text)
    if not has_numbers and text.endswith(":") and words_of(text)[:1] and words_of(text)[0].may_be("datv"):
        return True
    if has_numbers:
        return verb is not None and verb.start == 0 and verb.part == "INFN"
    return verb is not None and (verb.part == "INFN" or last.style == FLAT)


def read_points(items: Sequence[Item], year: SchoolYear) -> tuple[ReadPoint, ...]:
    return tuple(_with_inherited(_point(item, year), None) for item in items)


def understood(text: str, year: SchoolYear, number: str = "") -> ReadPoint:
    """One point by its text alone, its parts written in line included."""
    flat = _IN_BRACKETS.sub("(", _NUMBERED_HEADING.sub(": ", text[:_READ_CHARACTERS]))
    verb = verbs.governing_verb(flat)
    kind = verbs.APPOINT if verb is None and is_membership(flat) else verbs.kind_of(flat, verb)
    if (kind in _OWN_DEEDS or verbs.takes_care(flat, verb)) and is_addressed(flat, verb):
        kind = verbs.ASSIGN
    deadline = deadline_in(
        flat, names_years=kind == verbs.APPROVE and verb is not None and verb.lower.startswith("утв")
    )
    appointing = verb if kind == verbs.APPOINT else verbs.later_verb(flat, verb, verbs.APPOINTING)
    approving = verb if kind == verbs.APPROVE else verbs.later_verb(flat, verb, verbs.APPROVING)
    return ReadPoint(
        number=number,
        text=text,
        verb=verb.lower if verb else "",
        kind=kind,
        parties=responsible_of(flat, kind, verb),
        term=parse_term(deadline.text, year=year) if deadline else None,
        approves=approved_in(flat, approving) if approving else (),
        appoints=_appointed(flat, appointing, whoever=kind == verbs.APPOINT)
        if appointing or kind == verbs.APPOINT
        else (),
        relieves=tuple(Appointed(party, office) for party, office in relieved_in(flat, verb)),
        is_recommended=verbs.is_recommendation(flat),
        appendices=appendices_in(flat),
    )


def _appointed(text: str, verb: Word | None, *, whoever: bool) -> tuple[Appointed, ...]:
    """Beside another deed only people with names are appointed: «назначить руководителей» alone says none."""
    _, instead = without_replaced(text)
    named = office_left(text)
    found = (Appointed(party, office or named, instead) for party, office in appointed_in(text, verb))
    return tuple(one for one in found if whoever or one.party.person)


def _point(item: Item, year: SchoolYear) -> ReadPoint:
    point = understood(item.text, year, "" if item.style in ("bullet", FLAT, BARE) else item.number)
    children = [_point(child, year) for child in item.children]
    if children and not point.verb:
        point = _addressing(point)
    elif not children and (parts := _parts_of(item.text)):
        children = [replace(understood(part, year), is_inline=True) for part in parts]
        return replace(point, verb="", parties=(), term=None).with_children(tuple(children))
    if children and _EMPTY_HEADING.search(point.text) and _appoints(point):
        point = _appointing_children(point, children)
    return point.with_children(tuple(children))


def _addressing(point: ReadPoint) -> ReadPoint:
    """«Методистам Белкиной О.Д., Волковой Ж.А.» over «а) … б) …» addresses them without a colon too."""
    words = words_of(point.text[:_FIRST_WORD])
    if point.text.endswith(":") or point.kind != verbs.OTHER or not words or not words[0].may_be("datv"):
        return point
    parties = responsible_of(f"{point.text}:", verbs.ASSIGN, None)
    is_known = bool(parties) and all(party.kind is not PartyKind.UNKNOWN for party in parties)
    return replace(point, kind=verbs.ASSIGN, parties=parties) if is_known else point


def _parts_of(text: str) -> list[str]:
    """«Руководителям ШМО: …; заместителям директоров: …»: the words of each addressee; none where there is only one."""
    if len(text) > _READ_CHARACTERS:
        return []
    opened = open_text(text)
    borders = [0, *(found.end() for found in _NEXT_ADDRESSEE.finditer(opened)), len(text)]
    parts: list[str] = []
    for start, end in pairwise(borders):
        part = text[start:end].strip()
        if _is_addressed_part(part):
            parts.append(part)
        elif parts:
            parts[-1] = f"{parts[-1]} {part}"
        else:
            return []
    return [part.rstrip(" ;") for part in parts] if len(parts) > 1 else []


def _is_addressed_part(part: str) -> bool:
    head, colon, rest = part.partition(":")
    if not colon or not rest.strip() or len(head) > _ADDRESSEE_CHARACTERS:
        return False
    words = words_of(head)
    parties = responsible_of(f"{head}:", verbs.ASSIGN, None) if words and verbs.governing_verb(head) is None else ()
    is_told = bool(words) and (words[0].may_be("datv") or words[0].text.isupper())
    return is_told and bool(parties) and all(party.kind is not PartyKind.UNKNOWN for party in parties)


def _appoints(point: ReadPoint) -> bool:
    return point.kind == verbs.APPOINT or _appointing_verb(point.text) is not None


def _appointing_verb(text: str) -> Word | None:
    verb = verbs.governing_verb(text)
    return verb if verbs.kind_of(text, verb) == verbs.APPOINT else verbs.later_verb(text, verb, verbs.APPOINTING)


def _appointing_children(point: ReadPoint, children: Sequence[ReadPoint]) -> ReadPoint:
    """«назначить руководителей секций:» and the people in a list under it."""
    whole = point.text + "\n" + "\n".join(child.text.rstrip(" ;.,") + ";" for child in children)
    appoints = _appointed(whole, _appointing_verb(whole), whoever=False)
    parties = tuple(one.party for one in appoints) if point.kind == verbs.APPOINT and appoints else point.parties
    return replace(point, appoints=appoints, parties=parties)


def _with_inherited(point: ReadPoint, above: ReadPoint | None) -> ReadPoint:
    """Parts of «Руководителям школ до 1 сентября:» have its addressees and term, parts of «Утвердить:» its kind."""
    if above is not None:
        point = _filled(point, above)
    return point.with_children(tuple(_with_inherited(child, point) for child in point.children))


def _told(point: ReadPoint) -> ReadPoint:
    """What an addressee approves and appoints is his to do; an appendix that is named is of this order all the same."""
    approves = tuple(one for one in point.approves if one.appendix)
    if point.kind not in _OWN_DEEDS:
        return replace(point, approves=approves)
    return replace(point, kind=verbs.ASSIGN, parties=(), approves=approves, appoints=())


def _filled(point: ReadPoint, above: ReadPoint) -> ReadPoint:
    inherits: list[str] = []
    is_addressed_above = above.kind == verbs.ASSIGN and not above.verb and bool(above.parties)
    if is_addressed_above and point.verb and not any(one.party.person for one in point.appoints):
        point = _told(point)
    if not point.verb and above.kind == verbs.APPROVE:
        deadline = deadline_in(point.text, names_years=True)
        term = point.term if deadline and point.term and deadline.text == point.term.source else None
        point = replace(point, kind=verbs.APPROVE, verb=above.verb, approves=approved_in(point.text, None), term=term)
        inherits.append("verb")
    if (
        point.kind in (verbs.ASSIGN, verbs.INFORM)
        and not point.parties
        and above.kind == verbs.ASSIGN
        and above.parties
    ):
        point = replace(point, parties=above.parties)
        inherits.append("parties")
    if point.kind in (verbs.ASSIGN, verbs.INFORM) and point.term is None and not above.verb and above.term is not None:
        point = replace(point, term=above.term)
        inherits.append("term")
    return replace(point, inherits=tuple(inherits))
