"""What stands under the points: signatories, the executor with a phone, and lines that are neither."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from metodsovet.work.orders.reading.labels import label_of
from metodsovet.work.orders.reading.lines import Line
from metodsovet.work.orders.reading.names import EOL_MARKS, NAME, POST
from metodsovet.work.orders.reading.result import Executor, Signatory

_LOOKED_AHEAD = 6
_POST_CHARACTERS = 160
_DROPPED = re.compile(
    r"\((?:подпись|личная подпись|расшифровка[^)]*|инициалы[^)]*|ф\.?\s?и\.?\s?о\.?|должность)\)"
    r"|\bм\.\s?п\.|\bп/п\b|\bподпись\b"
    r"|_+|(?<=\s)/|/(?=\s|$)|^/",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?:тел(?:ефон)?\.?|т\.)?\s*:?\s*(?P<phone>(?:\+7|8)?\s?(?:[(/]\s?\d{3,6}\s?[)/])?[\s-]?\d[\d\s/()-]{3,14}\d"
    r"(?:\s?,?\s?(?:доб|вн)\.?\s?\d+)?)\s*\.?$",
    re.IGNORECASE,
)
_EXECUTOR = re.compile(
    r"^(?:исп(?:олнитель|олнил[а]?|олн)?\b\.?|(?:под)?готовил[аи]?\b|проект подготов\w+)\s*[:–—-]?\s*", re.IGNORECASE
)
_FULL = re.compile(r"^(?:[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s){1,2}[А-ЯЁ][а-яё]+(?=[\s,.]|$)")
_TO_SIGN = re.compile(r"_{3,}|ознакомлен", re.IGNORECASE)
_NOT_SIGNED = re.compile(r"ознакомлен|согласован|рассылк|исполнител|^исп\.|^тел", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Signed:
    """``first`` and ``end`` bound the lines of the signatures."""

    first: int
    end: int
    signatories: tuple[Signatory, ...]


def signatures_from(lines: Sequence[Line], start: int, stop: int) -> Signed | None:
    """The first signatures at or after ``start``, all that stand together."""
    found = (_signature_at(lines, place, stop) for place in range(start, stop))
    alone = (_lone_name(lines, place) for place in range(start, stop))
    signed = next(filter(None, found), None) or next(filter(None, alone), None)
    return _with_following(lines, signed, stop) if signed else None


def _lone_name(lines: Sequence[Line], place: int) -> Signed | None:
    """A name without a post, after a finished line: elsewhere it is the end of a wrapped sentence."""
    name = _bare(lines[place].text)
    is_after_end = place > 0 and lines[place - 1].text.endswith(EOL_MARKS)
    return Signed(place, place + 1, (Signatory("", name),)) if is_after_end and NAME.fullmatch(name) else None


def _with_following(lines: Sequence[Line], found: Signed, stop: int) -> Signed:
    end, signatories = found.end, list(found.signatories)
    while end < stop:
        if _bare(lines[end].text) in {one.person for one in signatories}:
            end += 1  # a scan prints the name under the mark of the signature once more
            continue
        following = _signature_at(lines, end, stop)
        if following is None or not any(one.position for one in following.signatories):
            break
        end = following.end
        signatories += [
            one for one in following.signatories if one.person not in {known.person for known in signatories}
        ]
    return Signed(found.first, end, tuple(signatories))


def _signature_at(lines: Sequence[Line], place: int, stop: int) -> Signed | None:
    """A post, alone or over several lines, and a name at the end of them."""
    if not _is_post(lines[place]):
        return None
    posts: list[str] = []
    for end in range(place, min(stop, place + _LOOKED_AHEAD)):
        text = _bare(lines[end].text)
        if lines[end].table is not None or len(text) > _POST_CHARACTERS or (end > place and _breaks(lines[end])):
            return None
        names = _names_at_end(text)
        if names:
            post = text[: text.rfind(names[0])] if len(names) == 1 else text[: text.find(names[0])]
            below = [] if post.strip() else _names_under(lines[end + 1 : stop], len(posts) - len(names))
            signatories = _paired(posts, post.strip(" –—-"), [*names, *below])
            return Signed(place, end + 1 + len(below), signatories)
        if end > place and _is_post(lines[end]) and posts and not posts[-1].endswith(","):
            posts.append(text)
        else:
            posts = [*posts[:-1], f"{posts[-1]} {text}"] if posts else [text]
    return None


def _is_post(line: Line) -> bool:
    return (
        POST.match(line.text) is not None
        and line.text[0].isupper()
        and line.table is None
        and not line.text.endswith((":", ";", "."))
    ) or (POST.match(line.text) is not None and NAME.search(line.text[-30:]) is not None and line.text[0].isupper())


def _breaks(line: Line) -> bool:
    return label_of(line.text) is not None or _NOT_SIGNED.search(line.text) is not None


def _bare(text: str) -> str:
    """Without places for the signature and the seal."""
    return " ".join(_DROPPED.sub(" ", text).split())


def _names_at_end(text: str) -> list[str]:
    """Names after which nothing stands; of two side by side both."""
    names = [found.group() for found in NAME.finditer(text)]
    return names if names and text.endswith(names[-1]) else []


def _names_under(lines: Sequence[Line], wanted: int) -> list[str]:
    """Names that stand one under another below as many posts."""
    names: list[str] = []
    for line in lines[: max(wanted, 0)]:
        if not NAME.fullmatch(_bare(line.text)):
            break
        names.append(_bare(line.text))
    return names


def _paired(posts: Sequence[str], post: str, names: Sequence[str]) -> tuple[Signatory, ...]:
    every = [*posts, post] if post else list(posts)
    if posts and post and len(names) == 1:
        every = [*posts[:-1], f"{posts[-1]} {post}"]
    every = [position.strip(" ,:–—-") for position in every]
    if len(every) == len(names):
        return tuple(Signatory(position, name) for position, name in zip(every, names, strict=True))
    return tuple(Signatory(" ".join(every), name) for name in names)


def read_executor(lines: Sequence[Line]) -> tuple[Executor | None, list[str]]:
    """The executor's mark, which may lie over three lines, and the lines that are no part of it.

    A line that says it is the mark comes before names that only have a phone under them.
    """
    for is_marked in (True, False):
        for place, line in enumerate(lines):
            if not _may_begin(line, is_marked=is_marked):
                continue
            for count in (1, 2, 3):
                text = " ".join(other.text for other in lines[place : place + count])
                if line.table is not None or len(text) > _POST_CHARACTERS:
                    break
                found = _executor(text, is_marked=is_marked)
                if found is not None and (found.phone or count == 3 or place + count >= len(lines)):
                    return found, [other.text for other in (*lines[:place], *lines[place + count :]) if other.text]
    return None, [line.text for line in lines if line.text]


def _may_begin(line: Line, *, is_marked: bool) -> bool:
    """«______ О.Д. Белкина» is a place for the signature of whoever has read the order."""
    if is_marked:
        return _EXECUTOR.match(line.text) is not None
    is_named = NAME.search(line.text) is not None or _FULL.match(line.text) is not None
    return is_named and _TO_SIGN.search(line.text) is None


def _executor(text: str, *, is_marked: bool) -> Executor | None:
    text = _EXECUTOR.sub("", text).strip()
    phone = _PHONE.search(text)
    if phone is None and not is_marked:
        return None
    named = text[: phone.start()].strip(" ,.;:–—-") if phone else text.strip(" ,;")
    name = NAME.search(f"{named}.") or _FULL.match(named)
    if name is None:
        return None
    post = f"{named[: name.start()]} {named[name.end() :]}".strip(" ,.;:–—-()")
    return Executor(name.group().strip(), re.sub(r"\s+", " ", phone["phone"]).strip() if phone else "", post)
