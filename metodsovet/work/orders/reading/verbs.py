"""The verb that governs a point, and what kind of point it makes."""

import re
from collections.abc import Sequence

from metodsovet.work.orders.reading.words import Word, open_text, words_of

ASSIGN, APPROVE, APPOINT, CONTROL, INFORM, OTHER = "assign", "approve", "appoint", "control", "inform", "other"
_GOVERNED = frozenset(
    (
        "право",
        "права",
        "возможность",
        "возможности",
        "обязанность",
        "желание",
        "необходимость",
        "чтобы",
        "намерение",
        "попытка",
    )
)
_CONTROLS = re.compile(r"^(?:воз?л(?:ож|аг)|оста?в|поруч|осуществл|закреп|взять|бер|принять)")
_CONTROL_LEADS = re.compile(
    r"^(?:общ\w+\s|персональн\w+\s|непосредственн\w+\s|текущ\w+\s"
    r"|организац\w+ (?:исполнения|выполнения)\s\S+(?:\s\S+)?\s?и\s)?контроль\b",
    re.IGNORECASE,
)
_EXECUTION = re.compile(r"^(?:исполнение|выполнение)\b", re.IGNORECASE)
_CONTROL_OBJECT = re.compile(
    r"\bконтрол[ья]\w*\s+(?:за\s+)?(?:\w+\s)?(?:исполнен|выполнен|соблюден|реализац|подготовк|проведен|организац|ходом|работ)",
    re.IGNORECASE,
)
_OF_ORDER = re.compile(r"(?:исполнени|выполнени)\w*\s+(?:\w+\s+)?(?:приказ|распоряж|постановл)", re.IGNORECASE)
_INFORMS = re.compile(
    r"^(?:размест|размещ|опубликов|публиков|проинформ|информ|ознаком|уведом|извест|оповест|оповещ|обнарод|разосла|рассыл|сообщ|освет|освещ)"
)
_TOLD = re.compile(
    r"^довести\b.*\bдо\s+(?:сведения|педагог|родител|коллектив|работник|всех|кажд|руководител|учител|обучающ)",
    re.IGNORECASE | re.DOTALL,
)
_SENT = re.compile(
    r"^(?:направить|разослать|передать|довести|выслать)\s+(?:\w+\s){0,2}?(?:копи\w+"
    r"|(?:настоящ\w+|данн\w+)\s+\w+|приказ\b|распоряжение\b|постановление\b|положение\b"
    r"|информационн\w+ письм\w+)",
    re.IGNORECASE,
)
_APPROVES = re.compile(r"^(?:утверд|утвержд|одобр|ввест|ввод)")
_PUT_IN_FORCE = re.compile(r"^(?:ввест|ввод)\w*\s+в\s+действие", re.IGNORECASE)
_RECOMMENDS = re.compile(r"(?<![а-яё])рекоменд(?:овать|овано|уется|уем|ую)(?![а-яё])", re.IGNORECASE)
_SHORTEST = 4
APPOINTING = re.compile(r"^(?:назначить|включить)$")
APPROVING = re.compile(r"^утвердить$")
_APPOINTS = re.compile(r"^(?:назнач|возл(?:ож|аг)|закреп)")
_OFFICES = re.compile(
    r"^(?:определ|избра|счита|утверд|включ|ввест|привлеч)\w*\s+(?:\S+\s){0,3}?(?:ответственн\w+|руководител\w+|куратор\w*|координатор\w*|председател\w+|наставник\w*|организатор\w*|секретар\w+|(?:в|из)\s+состав\w*)",
    re.IGNORECASE,
)
_BODIES = re.compile(
    r"^(?:созда|образ|сформир|учред)\w*\s+(?:\S+\s){0,3}?(?:комисси|рабоч\w+ групп|творческ\w+ групп"
    r"|оргкомитет|организационн\w+ комитет|жюри|штаб|совет\b|экспертн\w+ групп"
    r"|методическ\w+ объединен|апелляционн)",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"^(?:вступ|призна|объяв|установ|отмен|счита|(?:внест|внос)\w+\b.{0,120}?\b(?:изменени|дополнени)"
    r"|определ|наград|поощр|преми|прис[вуо]|прода?л[иеё]|исключ|излож|сня|перенес|освобод"
    r"|выраз|учред|разреш\w+\s+\w+(?:ени|ани)е\b|прекрат|приостанов|действ|распространя[ею]тся|настоящ|допуст|запрет|подвест|переимен|зачисл|отчисл|вывести\s+из\s+состава|уволит|принят[аоы]?\b)"
)


def governing_verb(text: str) -> Word | None:
    """The first infinitive of the main clause, else the first finite form."""
    words = words_of(open_text(text))
    for place, word in enumerate(words):
        if word.part == "INFN" and not _is_governed(words, place) and word.lower != "знать":
            return word
    finite = next((word for word in words if word.part == "VERB" and _is_verb(word)), None)
    return finite or next((word for word in words if word.part == "PRTS"), None)


def later_verb(text: str, first: Word | None, wanted: re.Pattern[str]) -> Word | None:
    """A second verb of the same point: «организовать работу объединений, утвердить их руководителей»."""
    if first is None:
        return None
    words = words_of(open_text(text))
    return next((word for word in words if word.start > first.start and wanted.match(word.lower)), None)


def is_creating(verb: Word | None) -> bool:
    """«Создать рабочую группу» appoints the people it names; the group itself is what is created."""
    return verb is not None and re.match(r"(?:созда|образ|сформир|учред)", verb.lower) is not None


def _is_governed(words: Sequence[Word], place: int) -> bool:
    """«желающим принять участие», «имеющим право представлять»: depends on the word before it."""
    before = words[place - 1] if place else None
    return before is not None and (before.part == "PRTF" or before.lower in _GOVERNED)


def _is_verb(word: Word) -> bool:
    """Surnames and nouns that look like a form («стали», «Голубев») are no verbs."""
    if len(word.text) < _SHORTEST:
        return False
    tag = word.forms[0].tag
    return (
        not word.text[1:].isupper()
        and (tag.person is not None or str(tag.tense) == "past")
        and word.forms[0].is_known
        and word.forms[0].score > 0.4
    )


def kind_of(text: str, verb: Word | None) -> str:
    lead = text.strip()
    if verb is None:
        return CONTROL if _CONTROL_LEADS.match(lead) else _kind_without_verb(lead)
    word = verb.lower
    if word.startswith("контролир") and _EXECUTION.match(lead):
        return CONTROL
    if _CONTROLS.match(word) and (
        _CONTROL_LEADS.match(lead) or (word[:6] != "осущес" and _CONTROL_OBJECT.search(text))
    ):
        return CONTROL
    return _kind_by_verb(word, text[verb.start :])


def is_recommendation(text: str) -> bool:
    """«Рекомендовать школам …», «Школам рекомендуется …»: what is recommended binds nobody."""
    said = _RECOMMENDS.search(open_text(text))
    if said is None:
        return False
    verb = governing_verb(text)
    return verb is None or said.start() <= verb.start


def takes_care(text: str, verb: Word | None) -> bool:
    """«Методисту взять под контроль подготовку к экзаменам»: a duty, and not the control of the order."""
    return verb is not None and verb.lower == "взять" and _OF_ORDER.search(text) is None


def _kind_without_verb(text: str) -> str:
    return ASSIGN if text.endswith(":") else OTHER


def _kind_by_verb(word: str, phrase: str) -> str:
    if _INFORMS.match(word) or _TOLD.match(phrase) or _SENT.match(phrase):
        return INFORM
    if _OFFICES.match(phrase) and "приложени" not in phrase.lower()[:60] and not phrase.lower().startswith("утвердить"):
        return APPOINT
    if _APPROVES.match(word) and (not word.startswith("вв") or _PUT_IN_FORCE.match(phrase)):
        return APPROVE
    if _APPOINTS.match(word) or _BODIES.match(phrase):
        return APPOINT
    return OTHER if _OTHERS.match(phrase.lower()) else ASSIGN
