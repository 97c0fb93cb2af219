"""Points as printed become points of a draft that print the same again."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from metodsovet.kernel.parties import Party
from metodsovet.kernel.terms import Term
from metodsovet.work.orders.numbering import DEEPEST
from metodsovet.work.orders.reading import ReadPoint

SPOKEN_OF = ("control", "appoint")
"""Kinds of points whose people are not those who are told to do something."""
_TERM = re.compile(r",\s*срок\s*—\s*(?P<words>.+?)$", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class TakenPoint:
    """``read`` are the points of the file that it is made of; the first gave its words, the rest are lines in it."""

    text: str
    addressed: str
    parties_text: str
    parties: tuple[Party, ...]
    term: Term | None
    is_recommended: bool
    is_inline: bool
    read: tuple[ReadPoint, ...]
    children: tuple["TakenPoint", ...]


def take_points(points: Sequence[ReadPoint], level: int = 1) -> tuple[TakenPoint, ...]:
    """No deeper than a draft goes: what lies under the deepest stands after it."""
    return tuple(taken for point in points for taken in _take(point, level))


def _take(point: ReadPoint, level: int) -> Iterator[TakenPoint]:
    lines = _lines_in(point)
    is_deepest = level >= DEEPEST
    inline = tuple(child for child in point.children if child.is_inline) if is_deepest else ()
    below = () if lines or inline else point.children
    parties = () if point.kind in SPOKEN_OF or "parties" in point.inherits else point.parties
    term = None if "term" in point.inherits else point.term
    if inline:  # no place for points under it: everybody is told all of it
        parties, term = tuple(party for child in inline for party in child.parties), inline[0].term
    text = "\n".join([_closed(point.text), *(f"– {line.text.strip()}" for line in lines)])
    text = _without_term(text, term) if not lines else text
    addressed, said, text = _parted(text, parties)
    children = () if is_deepest else take_points(below, level + 1)
    yield TakenPoint(
        text=text,
        addressed=addressed,
        parties_text=said,
        parties=parties,
        term=term,
        is_recommended=point.is_recommended,
        is_inline=point.is_inline,
        read=(point, *lines, *inline),
        children=children,
    )
    if is_deepest:
        yield from take_points(below, level)


def _lines_in(point: ReadPoint) -> tuple[ReadPoint, ...]:
    """Dashes under a point are lines of it, unless one of them has its own people or term."""
    inner = [one for child in point.children for one in child.walk()]
    own = any(one.is_inline for one in inner) or any(
        (one.parties and "parties" not in one.inherits) or (one.term and "term" not in one.inherits) for one in inner
    )
    if own or any(one.number for one in inner):
        return ()
    return tuple(inner)


def _closed(text: str) -> str:
    """Its last mark is printed anew, by whether anything follows."""
    text = text.strip()
    return text if text.endswith(":") else text.rstrip(".; ")


def _without_term(text: str, term: Term | None) -> str:
    """«…, срок — до 30 апреля 2027 г.» goes where it is printed from the value just so."""
    said = _TERM.search(text)
    if term is None or said is None:
        return text
    words = _plain(said["words"])
    is_same = words in (_plain(term.text()), _plain(term.source))
    return text[: said.start()] if is_same else text


def _parted(text: str, parties: Sequence[Party]) -> tuple[str, str, str]:
    """How they are addressed, their words and the rest; where they stand inside, the whole stays as it is."""
    if not parties:
        return "", "", text
    fragment = _fragment(text, parties)
    rest = text[len(fragment) :].strip()
    named = "; ".join(party.print() for party in parties)[:2000]
    starts = bool(fragment) and text.startswith(fragment)
    if starts and (rest in ("", ":") or (text[len(fragment)].isspace() and rest[:1].islower())):
        return fragment, named, "" if rest == ":" else rest
    # What stands in the text is not printed again, so the words are those of the text.
    return "", (fragment or text)[:2000], text


def _fragment(text: str, parties: Sequence[Party]) -> str:
    """The piece of the text that names all of them, empty where one is not there in so many words."""
    lowered = text.lower()
    places = [(lowered.find(party.source.lower()), len(party.source)) for party in parties]
    if any(place < 0 for place, _ in places):
        return ""
    return text[min(place for place, _ in places) : max(place + length for place, length in places)]


def _plain(text: str) -> str:
    return " ".join(text.split()).lower().strip(" .")
