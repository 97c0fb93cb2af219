"""Words of a list and what they mean, asked once for all rows."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.matching.functions import function_of
from metodsovet.ground.directory.matching.keys import place_key, proper_key
from metodsovet.ground.directory.models import Organisation, Position, Roster, RosterWord, Subject, WordKind, WordMatch
from metodsovet.ground.directory.reading import Data
from metodsovet.ground.directory.reading.places import kind_of_place
from metodsovet.ground.directory.reading.words import key_of

LONGEST_KEY = 300
# As plain words: members of an enumeration are hashed by a function of Python.
_ORGANISATION, _POSITION, _SUBJECT = (
    kind.value for kind in (WordKind.ORGANISATION, WordKind.POSITION, WordKind.SUBJECT)
)


class WordBook:
    """Meanings by kind and key."""

    def __init__(self, words: Iterable[RosterWord]) -> None:
        known: dict[str, dict[str, RosterWord]] = defaultdict(dict)
        for word in words:
            known[word.kind][word.key] = word
        self._places = known[WordKind.ORGANISATION.value]
        self._posts = {key: word.position_id for key, word in known[WordKind.POSITION.value].items()}
        self._subjects = {key: word.subject_id for key, word in known[WordKind.SUBJECT.value].items()}

    @classmethod
    def of(cls, roster: Roster) -> "WordBook":
        return cls(roster.said.all())

    def organisation(self, words: str) -> RosterWord | None:
        return self._places.get(word_key(words))

    def position(self, words: str) -> int | None:
        """Id of the post; None while it is only to be added."""
        return self._posts.get(word_key(words))

    def subject(self, words: str) -> int | None:
        return self._subjects.get(word_key(words))


def word_key(words: str) -> str:
    return key_of(words)[:LONGEST_KEY]


def words_of_rows(roster: Roster, rows: Iterable[Data], *, by: User) -> list[RosterWord]:
    """Unsaved words of the list with what they are proposed to mean."""
    counts: Counter[tuple[str, str]] = Counter()
    spelt: dict[tuple[str, str], str] = {}
    for (kind, words), number in Counter(said for data in rows for said in said_in(data)).items():
        place = (kind, word_key(words))
        counts[place] += number
        spelt.setdefault(place, words)
    proposer = _Proposer(roster, by)
    answer = []
    for (kind, key), number in counts.items():
        word = RosterWord(roster=roster, kind=kind, key=key, words=spelt[kind, key][:300], row_count=number)
        proposer.propose(word)
        answer.append(word)
    return answer


def keys_said(data: Data) -> Iterable[tuple[str, str]]:
    """(kind, key) of the words of a row."""
    return ((kind, word_key(words)) for kind, words in said_in(data))


def said_in(data: Data) -> Iterable[tuple[str, str]]:
    if place := data.get("place"):
        yield _ORGANISATION, place
    for post in data.get("posts", ()):
        yield _POSITION, post["words"]
    for subject in data.get("subjects", ()):
        yield _SUBJECT, subject


class _Proposer:
    def __init__(self, roster: Roster, by: User) -> None:
        self._remembered = {
            (match.kind, match.key): match for match in WordMatch.objects.filter(node=roster.organisation)
        }
        self._positions = {key_of(one.name): one for one in Position.objects.order_by("-pk")}
        self._subjects = {key_of(one.name): one for one in Subject.objects.order_by("-pk")}
        self._places = list(Organisation.objects.visible_to(by).filter(closed_on=None).order_by("path"))
        self._places_by_key = _by_key(self._places, place_key)
        self._places_by_proper = _by_key(self._places, proper_key)
        self._places_by_name = _by_key(self._places, key_of)
        self._may_add = by.has_perm("directory.add_organisation", roster.organisation)

    def propose(self, word: RosterWord) -> None:
        match = self._remembered.get((word.kind, word.key))
        if match is not None and match.target is not None:
            word.organisation, word.position, word.subject = match.organisation, match.position, match.subject
            word.is_settled, word.reason = True, "так вы ответили раньше"
        elif word.kind == WordKind.POSITION:
            word.position, word.is_settled = self._positions.get(word.key), True
            word.added = "" if word.position else function_of(word.words)
        elif word.kind == WordKind.SUBJECT:
            word.subject, word.is_settled = self._subjects.get(word.key), True
            word.added = "" if word.subject else "subject"
        else:
            self._propose_place(word)

    def _propose_place(self, word: RosterWord) -> None:
        exact = self._places_by_name.get(word.key, [])
        like = exact or self._places_by_key.get(place_key(word.words), []) or self._called_alike(word.words)
        if len(like) == 1:
            word.organisation, word.is_settled = like[0], True
            word.reason = "" if exact else f"узнана по словам «{like[0].short_name}»"
        elif like:
            names = ", ".join(f"«{one.short_name}»" for one in like[:5])
            word.reason = f"подходят несколько: {names}"
        else:
            word.reason = "в справочнике такой нет"
            word.added = kind_of_place(word.words) if self._may_add else ""

    def _called_alike(self, words: str) -> list[Organisation]:
        """By the proper name, where the list leaves the number out."""
        key = "" if any(map(str.isdigit, words)) else proper_key(words)
        return self._places_by_proper.get(key, []) if key else []


def _by_key(places: Sequence[Organisation], key_of_name: Callable[[str], str]) -> dict[str, list[Organisation]]:
    answer: dict[str, list[Organisation]] = defaultdict(list)
    for one in places:
        for key in dict.fromkeys((key_of_name(one.short_name), key_of_name(one.name))):
            answer[key].append(one)
    return answer
