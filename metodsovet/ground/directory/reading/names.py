"""A person's name out of one cell or three."""

import re
from dataclasses import dataclass
from functools import lru_cache

from metodsovet.ground.directory.reading.forbidden import without_forbidden
from metodsovet.ground.directory.reading.posts import looks_like_post
from metodsovet.ground.directory.reading.words import lines_of, words_of
from metodsovet.kernel.spreadsheets.excel.values import Value

_BRACKETS = re.compile(r"\(([^)]*)\)")
_NUMBERED = re.compile(r"^\d{1,4}\s*[.)]\s*")
_MARKED = re.compile(r"[*¹²³†]+")
# «д/о», «совм.», «осн.» after a name without brackets: of the post, not of the name.
_ASIDE = re.compile(
    r"[\s,;–—-]+(?:д\s?/\s?о|(?:внеш|внутр)\w*\.?(?:\s+совм\w*\.?)?|совм\w*\.?|осн(?:\.|овн\w*)(?:\s+место\w*)?|"
    r"в?\s*декрет\w*(?:\s+отпуск\w*)?|(?:в\s+)?отпуск\w*\s+по\s.*)\s*$",
    re.IGNORECASE,
)
_BEGINS_AS_NAME = re.compile(r"[А-ЯЁ][А-ЯЁа-яё'’-]+\s+[А-ЯЁ]")
_TAIL = re.compile(r"\s+[-–—]\s+.*$|[,;/\d_].*$")
_WORD = r"[А-ЯЁа-яё][А-ЯЁа-яё'’-]*"
# «Комарова – Штерн Эмма Иосифовна»: the dash of a double surname, typed with spaces.
_HYPHEN = re.compile(rf"^({_WORD})\s*[-–—]\s*(?=[А-ЯЁ][А-ЯЁа-яё]+\s+[А-ЯЁ])")
_NAME = re.compile(rf"{_WORD}(?:\s+{_WORD}){{0,4}}")
_FORMER = re.compile(rf"(?!декрет|совм|внеш|внутр|отпуск|осн){_WORD}", re.IGNORECASE)
_INITIALS_AFTER = re.compile(rf"({_WORD})(?:\s+|(?<=[а-яё]))([А-ЯЁ])\s*\.\s*(?:([А-ЯЁ])\s*\.?)?")
_INITIALS_BARE = re.compile(rf"({_WORD})\s+([А-ЯЁ])(?:\s+([А-ЯЁ]))?")
_INITIALS_BEFORE = re.compile(rf"([А-ЯЁ])\s*\.\s*(?:([А-ЯЁ])\s*\.)?\s*({_WORD})")
_NOBODY = re.compile(
    r"ваканс|свободн|^нет$|не заполн|требуется|^итого|^всего|декрет$|"
    r"\b(?:персонал\w*|совместител[яьией]+|администраци[яи]|предметник[аиов]*|классы|отпуске?|работник[аиов]*|"
    r"сотрудник[аиов]*|учителя|воспитатели|педагоги)\b|"
    r"^(?:директор|заведующ\w*|зам|заместитель|завуч|учитель|воспитатель|педагог|методист|начальник|руководитель|"
    r"главн\w+)\b",
    re.IGNORECASE,
)
_SAME = re.compile(r"(?:он|она|тот|та)\s+же|[-–—]?\s*[\"”“»«'/]{1,2}\s*[-–—]?", re.IGNORECASE)
_KIN = frozenset({"оглы", "кызы", "улы", "гызы", "уулу"})
_PARTICLES = frozenset({"де", "да", "ди", "ван", "фон", "дер", "ден", "тер", "эль", "аль", "ла", "ле", "бен", "ибн"})
_FEMALE, _MALE = ("вна", "чна", "шна", "кызы", "гызы"), ("вич", "мич", "кич", "оглы", "улы")
_PATRONYMIC = re.compile(r"(?:вна|ична|ич|кызы|гызы|оглы|улы)\b", re.IGNORECASE)
_SHORTENED = re.compile(r"[А-ЯЁ][а-яё]+\s+[А-ЯЁ]\.")
TWO_PEOPLE = 2
WORDS_OF_TWO = 5


@dataclass(frozen=True, slots=True)
class Name:
    """``former`` is the surname in brackets; with ``is_initials`` first name and patronymic are single letters.

    ``is_turned``: the parts stood in the columns of one another.
    """

    last: str
    first: str = ""
    patronymic: str = ""
    is_initials: bool = False
    former: str = ""
    is_turned: bool = False

    @property
    def gender(self) -> str:
        patronymic = self.patronymic.lower()
        if patronymic.endswith(_FEMALE):
            return "f"
        return "m" if patronymic.endswith(_MALE) or patronymic.endswith("ич") else ""


def called_in(value: Value) -> str:
    """The cell of a name as one line; a post on a line of its own is parted by a comma."""
    if not isinstance(value, str) or "\n" not in value:
        return words_of(value)
    lines = lines_of(value)
    cut = next((place for place, line in enumerate(lines) if place and looks_like_post(line)), len(lines))
    if len(" ".join(lines[:cut]).split()) == 1:
        cut = len(lines)  # «Старшова» under the surname of another is no post
    return ", ".join(filter(None, (" ".join(lines[:cut]), "; ".join(lines[cut:]))))


def name_of(text: str) -> Name | None:
    """None when the words are no name of one person."""
    text = without_forbidden(text)[0]
    former = ""
    if found := _BRACKETS.search(text):
        former = _capital(found[1].strip()) if _FORMER.fullmatch(found[1].strip()) else ""
        text = _BRACKETS.sub(" ", text)
    text = _NUMBERED.sub("", _MARKED.sub("", text).strip())
    if _BEGINS_AS_NAME.match(shorter := _ASIDE.sub("", text)):
        text = shorter
    if _NOBODY.search(text) or _are_two(text):
        return None
    text = " ".join(_TAIL.sub("", _HYPHEN.sub(r"\1-", text)).split())
    for pattern, (last, first, patronymic) in (
        (_INITIALS_AFTER, (1, 2, 3)),
        (_INITIALS_BARE, (1, 2, 3)),
        (_INITIALS_BEFORE, (3, 1, 2)),
    ):
        if found := pattern.fullmatch(text):
            return Name(_capital(found[last]), found[first], found[patronymic] or "", True, former)
    return _full_name(text, former) if _NAME.fullmatch(text) else None


def _full_name(text: str, former: str) -> Name | None:
    words = text.split()
    size = 1
    while words[size - 1].lower() in _PARTICLES and size < len(words) - 1:
        size += 1
    if size == 1 and words[0].islower() and not text.islower():
        return None  # «уволена Трубина Нина»
    rest = [_capital(word) for word in words[size:]]
    if not rest or len(rest) > 3 or (len(rest) == 3 and rest[2].lower() not in _KIN):
        return None
    last = " ".join(word.lower() if word.lower() in _PARTICLES else _capital(word) for word in words[:size])
    names = _surname_first([last, *rest])
    return Name(names[0], names[1], " ".join(names[2:]), False, former)


def name_of_parts(last: str, first: str, patronymic: str) -> Name | None:
    """Three columns; initials may stand in them, or the whole name in the first."""
    if not first and not patronymic:
        return name_of(last)
    if not _NAME.fullmatch(last) or _NOBODY.search(last):
        return name_of(" ".join(part for part in (last, first, patronymic) if part))
    letters = [part.strip(" .-–—") for part in (first, patronymic)]
    is_initials = len(letters[0]) == 1 and len(letters[1]) <= 1
    if not is_initials and not _NAME.fullmatch(letters[0]):
        return None
    words = [_capital(last), *(_capital(part) for part in letters)]
    turned = [] if is_initials else _turned(words)
    surname, name, second = turned or words
    return Name(surname, name, second, is_initials, is_turned=bool(turned))


def _turned(words: list[str]) -> list[str]:
    """The parts in their order when the patronymic stands in the column of another part; empty when it does not."""
    last, first, patronymic = words
    if not patronymic or patronymic.lower().endswith((*_FEMALE, *_MALE, "ич")):
        return []
    if last.lower().endswith((*_FEMALE, *_MALE)):
        return [first, patronymic, last]
    return [patronymic, last, first] if first.lower().endswith((*_FEMALE, *_MALE)) else []


def is_same_again(text: str) -> bool:
    """«она же», «—"—»: the person of the row above."""
    return _SAME.fullmatch(text) is not None


def looks_like_person(text: str) -> bool:
    """Whether the words are surely the full name of one person: a patronymic ends it."""
    if not _PATRONYMIC.search(text):
        return False
    name = name_of(text)
    return name is not None and not name.is_initials and bool(name.gender)


def why_no_name(text: str) -> str:
    """A refusal that says what to mend."""
    shown = without_forbidden(text)[0][:60]
    if not shown:
        return "В строке нет имени. Если это вторая должность человека из строки выше, впишите его имя."
    if _are_two(text):
        return f"В ячейке «{shown}» два человека: дайте каждому свою строку."
    if len(shown.split()) == 1:
        return f"Вместо имени одно слово «{shown}»: нужны фамилия, имя и отчество."
    return f"Вместо имени стоит «{shown}»: нужны фамилия, имя и отчество без других слов."


def _are_two(text: str) -> bool:
    is_long = len(text.split()) >= WORDS_OF_TWO and len(_PATRONYMIC.findall(text)) >= TWO_PEOPLE
    return is_long or len(_SHORTENED.findall(text)) >= TWO_PEOPLE


def _surname_first(words: list[str]) -> list[str]:
    """«Мария Петровна Иванова» is written the other way round."""
    is_turned = len(words) == 3 and words[1].lower().endswith((*_FEMALE, *_MALE))
    if is_turned and not words[2].lower().endswith((*_FEMALE, *_MALE, "ич")):
        return [words[2], words[0], words[1]]
    return words


@lru_cache(maxsize=65536)
def _capital(word: str) -> str:
    """«ИВАНОВА» and «иванова» as people write it; «МакДональд» stays."""
    if word.lower() in _KIN:
        return word.lower()
    if word.isupper() or word.islower():
        return " ".join("-".join(part.capitalize() for part in piece.split("-")) for piece in word.split(" "))
    return word
