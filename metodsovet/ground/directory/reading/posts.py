"""Posts and subjects out of one cell in free wording."""

import re
from collections.abc import Sequence
from functools import lru_cache

from metodsovet.ground.directory.reading.forbidden import without_forbidden
from metodsovet.ground.directory.reading.values import Post
from metodsovet.ground.directory.reading.words import key_of

_HEADS = (
    r"(?:учител|воспитател|педагог|директор|заместител|зам\b|зам\.|заведующ|зав\.|методист|преподавател|психолог|логопед|"
    r"дефектолог|руководител|мастер|тьютор|библиотекар|инструктор|концертмейстер|тренер|вожат|социальн|музыкальн|старш|"
    r"секретар|инженер|специалист|начальник|лаборант|завуч|организатор|советник|бухгалтер|ассистент|помощник|главн|кл\.|"
    r"классн|и\.\s?о\.|хореограф|программист|делопроизвод)"
)
_POST = re.compile(_HEADS, re.IGNORECASE)
_CUT = re.compile(rf"\s*[;\n]\s*|\s+/\s+|/(?={_HEADS})|\s*\+\s*|\s*,\s*(?={_HEADS})|\s+и\s+(?={_HEADS})", re.IGNORECASE)
_RATE = re.compile(
    r"\(?\s*\d+(?:[.,]\d+)?\s*(?:ст\b\.?|став\w*|ч\b\.?|час\w*)(?:\s*(?:в|/)\s*нед\w*\.?)?\s*\)?"
    r"|\(\s*\d+(?:[.,]\d+)?\s*\)|\s*[/–—-]\s*\d+(?:[.,]\d+)?\s*$",
    re.IGNORECASE,
)
_FROM_DAY = re.compile(r",?\s*\bс\s+(\d[\d.]*)\s*(?:г(?:ода|\.)?(?=\W|$))?", re.IGNORECASE)
_PLURAL = tuple(
    (re.compile(pattern, re.IGNORECASE), words)
    for pattern, words in (
        (r"^учителя\b(?![- ]предметники)", "учитель"),
        (r"^учителя[- ]предметники.*", "учитель"),
        (r"^воспитатели\b", "воспитатель"),
        (r"^педагоги-психологи\b", "педагог-психолог"),
        (r"^учителя-логопеды\b", "учитель-логопед"),
        (r"^социальные педагоги\b", "социальный педагог"),
        (r"^педагоги дополнительного", "педагог дополнительного"),
        (r"^музыкальные руководители\b", "музыкальный руководитель"),
        (r"^методисты\b", "методист"),
        (r"^заместители\b", "заместитель"),
    )
)
_SECOND = re.compile(
    r"\(?\s*(?:(?:внутр\w*|внеш\w*|вн)\.?)?\s*(?:по\s+)?совм\w*\.?(?:\s+долж\w*\.?)?\s*\)?", re.IGNORECASE
)
_DUTY = re.compile(r"^(?:классн\w*|кл\.?)\s*(?:руководител\w*|рук\.?)", re.IGNORECASE)
_SHORT = (
    (re.compile(r"^и\.\s?о\.\s*", re.IGNORECASE), "и.о. "),
    (re.compile(r"^зам\.?\s*(?=дир|зав|нач|рук)", re.IGNORECASE), "заместитель "),
    (re.compile(r"(?<=заместитель )зав\.?(?=\s|$)", re.IGNORECASE), "заведующего"),
    (re.compile(r"(?<=заместитель )дир\w*\.?", re.IGNORECASE), "директора"),
    (re.compile(r"^(?:ст\.)\s*", re.IGNORECASE), "старший "),
    (re.compile(r"^(?:уч(?:ит)?-?ль\b|уч(?:ит)?(?:\.|$))\s*", re.IGNORECASE), "учитель "),
    (re.compile(r"^(?:восп(?:ит)?-?ль\b|восп(?:ит)?(?:\.|$))\s*", re.IGNORECASE), "воспитатель "),
    (re.compile(r"^пед\.?\s*-\s*(?=[а-яё])", re.IGNORECASE), "педагог-"),
    (re.compile(r"^(?:пед\.)\s*", re.IGNORECASE), "педагог "),
    (re.compile(r"^муз\.?\s*рук\w*\.?$", re.IGNORECASE), "музыкальный руководитель"),
    (re.compile(r"\bнач\.\s*(?:кл\.|классов)", re.IGNORECASE), "начальных классов"),
    (re.compile(r"\bдоп\.\s*обр\w*\.?", re.IGNORECASE), "дополнительного образования"),
    (re.compile(r"\bрус\.?\s*(?:яз\.?|языка)\s*(?:и\s*лит\w*\.?)", re.IGNORECASE), "русского языка и литературы"),
    (re.compile(r"\bангл\.?\s*яз\w*\.?", re.IGNORECASE), "английского языка"),
    (re.compile(r"\bнем\.?\s*яз\w*\.?", re.IGNORECASE), "немецкого языка"),
    (re.compile(r"\bрус\.?\s*яз\w*\.?", re.IGNORECASE), "русского языка"),
    (re.compile(r"\bин(?:остр)?\.?\s*яз\w*\.?", re.IGNORECASE), "иностранного языка"),
    (re.compile(r"\bфиз(?:-?ры|\.?\s?культуры|\.?\s?культ\.)(?=\W|$)", re.IGNORECASE), "физической культуры"),
    (re.compile(r"\bматем\.", re.IGNORECASE), "математики"),
    (re.compile(r"\bпсих\.$", re.IGNORECASE), "психолог"),
    (re.compile(r"^(учител|воспитател|преподавател)ем\b", re.IGNORECASE), r"\1ь"),
    (re.compile(r"^(педагог|методист|директор)ом\b", re.IGNORECASE), r"\1"),
    (re.compile(r"^(?:педагог\s+(?:до|доп\w*образ\w*)|пдо)$", re.IGNORECASE), "педагог дополнительного образования"),
    (re.compile(r"^соц\.?\s*пед\w*\.?$", re.IGNORECASE), "социальный педагог"),
    (re.compile(r"^логопед$", re.IGNORECASE), "учитель-логопед"),
    (re.compile(r"^дефектолог$", re.IGNORECASE), "учитель-дефектолог"),
    (re.compile(r"^психолог$", re.IGNORECASE), "педагог-психолог"),
    (
        re.compile(r"^инструктор по (?:фк|физо|физкульт\w*|физвосп\w*|физ\.?\s*культ\w*\.?)$", re.IGNORECASE),
        "инструктор по физической культуре",
    ),
)
LONGEST_POST = 200
LONGEST_SUBJECT = 150
LONGEST_SECTION = 6  # words

_HOURS = re.compile(r"\(?\s*\d+(?:[.,]\d+)?\s*(?:ч\b\.?|час\w*)?\s*\)?(?=$|[,;/+])", re.IGNORECASE)
# «Начальные классы 2«Б»»: the class is not of the subject.
_OF_CLASS = re.compile(r"^(нач\w*\.?\s*(?:кл\w*\.?))\s*\d.*$", re.IGNORECASE)
_SUBJECT_CUT = re.compile(r"\s*[;,\n/+]\s*|\s+и\s+")
_WHOLE = (
    "вероятность и статистика",
    "алгебра и начала анализа",
    "алгебра и начала математического анализа",
    "основы безопасности и защиты родины",
    "основы религиозных культур и светской этики",
    "информатика и икт",
    "изо и черчение",
)
_PAIRS = {"изо и черчение": ("изобразительное искусство", "черчение"), "информатика и икт": ("информатика",)}
_BY_KEY = {
    "рус яз": "русский язык",
    "рус язык": "русский язык",
    "русск яз": "русский язык",
    "русский яз": "русский язык",
    "русский": "русский язык",
    "лит": "литература",
    "лит ра": "литература",
    "матем": "математика",
    "мат": "математика",
    "алгебра": "алгебра",
    "физ ра": "физическая культура",
    "физра": "физическая культура",
    "физкультура": "физическая культура",
    "физ культура": "физическая культура",
    "физвоспитание": "физическая культура",
    "ин яз": "иностранный язык",
    "ин язык": "иностранный язык",
    "иностр яз": "иностранный язык",
    "иностранный": "иностранный язык",
    "англ": "английский язык",
    "англ яз": "английский язык",
    "англ язык": "английский язык",
    "английский": "английский язык",
    "нем яз": "немецкий язык",
    "нем язык": "немецкий язык",
    "немецкий": "немецкий язык",
    "франц яз": "французский язык",
    "франц язык": "французский язык",
    "французский": "французский язык",
    "изо": "изобразительное искусство",
    "обж": "основы безопасности и защиты Родины",
    "обзр": "основы безопасности и защиты Родины",
    "фр яз": "французский язык",
    "фр язык": "французский язык",
    "кит яз": "китайский язык",
    "нач кл": "начальные классы",
    "нач классы": "начальные классы",
    "начальные": "начальные классы",
    "общ": "обществознание",
    "обществозн": "обществознание",
    "общ во": "обществознание",
    "общество": "обществознание",
    "ист": "история",
    "физ": "физика",
    "астр": "астрономия",
    "муз": "музыка",
    "черч": "черчение",
    "окр мир": "окружающий мир",
    "лит чтение": "литературное чтение",
    "техн": "труд (технология)",
    "геогр": "география",
    "биол": "биология",
    "инф": "информатика",
    "инф ка": "информатика",
    "мат ка": "математика",
    "хим": "химия",
    "информ": "информатика",
    "икт": "информатика",
    "труд": "труд (технология)",
    "технология": "труд (технология)",
    "мхк": "мировая художественная культура",
    "орксэ": "основы религиозных культур и светской этики",
    "однкнр": "основы духовно-нравственной культуры народов России",
}
# «Что ведёт» is answered in the accusative.
_NAMED = ("физика", "химия", "биология", "история", "география", "математика", "информатика", "литература", "музыка")
_NAMED_MORE = ("алгебра", "геометрия", "астрономия", "экология", "экономика", "физкультура", "риторика")
_BY_KEY |= {
    f"{name[:-1]}{'ю' if name.endswith('я') else 'у'}": _BY_KEY.get(name, name) for name in (*_NAMED, *_NAMED_MORE)
}
_KNOWN_SUBJECTS = frozenset(
    key_of(name)
    for name in (*_BY_KEY.values(), *_WHOLE, "физика", "химия", "биология", "география", "астрономия", "музыка")
)
_WITH_SUBJECTS = re.compile(r"(учитель|преподаватель)\s*[,:(]\s*([^()]+?)\)?", re.IGNORECASE)
_OF = re.compile(r"^(?:учитель|преподаватель|предмет[ы]?:?)\s+", re.IGNORECASE)
_NONE = frozenset({"", "нет", "не ведет", "0"})


def posts_of(lines: Sequence[str]) -> tuple[list[Post], tuple[str, ...]]:
    """Posts in their order, and what of the words is not loaded."""
    posts: list[Post] = []
    remarks: list[str] = []
    for piece in _CUT.split("\n".join(lines)):
        words, is_second, remark = _post_of(piece)
        if remark:
            remarks.append(remark)
        if any(letter.isalpha() for letter in words) and all(key_of(words) != key_of(post["words"]) for post in posts):
            posts.append({"words": words, "is_main": False if is_second else None})
    return posts, tuple(remarks)


@lru_cache(maxsize=16384)
def _post_of(piece: str) -> tuple[str, bool, str]:
    if _DUTY.match(piece.strip()):
        return "", False, "Классное руководство не должность, оно не загружается."
    text, found = without_forbidden(_FROM_DAY.sub(" ", piece))
    is_second = _SECOND.search(text) is not None
    text = _RATE.sub(" ", _SECOND.sub(" ", text)).strip()
    for pattern, words in _SHORT:
        text = pattern.sub(words, text)
    text = (
        " ".join(text.split()).strip(" ,.;-–—()")
        if not text.rstrip().endswith(")")
        else " ".join(text.split()).strip(" ,.;-–—")
    )
    if text[:1].isupper() and not text[:2].isupper():
        text = text[0].lower() + text[1:]
    elif text.isupper() and len(text) > 4:
        text = text.lower()
    remark = f"Из должности убрано, что не хранится: {', '.join(found)}." if found else ""
    return text[:LONGEST_POST], is_second, remark


def day_in_post(text: str) -> str:
    """«учитель с 01.09.2015 г.»: the day of hiring that stands beside the post; empty when none."""
    found = _FROM_DAY.search(text)
    return found[1] if found else ""


def post_of_section(section: str) -> str:
    """«Учителя начальных классов» over the rows of people; empty when the section names no post."""
    for pattern, words in _PLURAL:
        if pattern.search(section):
            return pattern.sub(words, section)
    return section if looks_like_post(section) and len(section.split()) < LONGEST_SECTION else ""


def post_and_subjects(words: str) -> tuple[str, list[str]]:
    """«учитель, русский язык и литература» is a post and what it teaches, when all that follows is known subjects."""
    found = _WITH_SUBJECTS.fullmatch(words)
    subjects = list(_subjects_of_line(found[2])) if found else []
    if found is None or not all(key_of(name) in _KNOWN_SUBJECTS for name in subjects):
        return words, []
    return found[1], subjects


def looks_like_post(text: str) -> bool:
    return _POST.match(text) is not None


def subjects_of(lines: Sequence[str]) -> list[str]:
    """Names of subjects: known short forms written out, the rest as it stands."""
    subjects: list[str] = []
    for line in lines:
        for name in _subjects_of_line(line):
            if name not in subjects:
                subjects.append(name)
    return subjects


@lru_cache(maxsize=16384)
def _subjects_of_line(line: str) -> tuple[str, ...]:
    text = _OF_CLASS.sub(r"\1", _HOURS.sub("", _OF.sub("", without_forbidden(line)[0])))
    whole = key_of(text)
    if whole in _PAIRS:
        return _PAIRS[whole]
    pieces = [text] if whole in _WHOLE or whole in _BY_KEY else _SUBJECT_CUT.split(text)
    names = (_BY_KEY.get(key_of(piece), piece.strip(" .-–—")) for piece in pieces if key_of(piece) not in _NONE)
    return tuple(_lowered(name)[:LONGEST_SUBJECT] for name in names if name)


def _lowered(name: str) -> str:
    return (
        name
        if name[:2].isupper() and len(name) < 5
        else name[0].lower() + name[1:]
        if name[:2].istitle()
        else name.lower()
        if name.isupper()
        else name
    )
