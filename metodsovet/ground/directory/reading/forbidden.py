"""What the register must not hold: recognised by the heading of a column and by the look of its values."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

_HEADINGS: Sequence[tuple[str, re.Pattern[str]]] = tuple(
    (why, re.compile(pattern))
    for why, pattern in (
        ("СНИЛС", r"снилс|страхов\w* (?:номер|свид|пенс)|пенсионн\w* страх|^спс\b"),
        ("паспорт", r"паспорт|^серия|удостоверя\w* личн|кем выдан|дата выдачи|код подразд"),
        ("дата рождения", r"рожд|^д ?р$|^возраст|^г ?р$|день рожд|юбиле"),
        ("адрес", r"адрес|прожива|прописк|место ?жит|регистрац|индекс$"),
        ("телефон", r"телефон|^тел\b|мобильн|сотов|контакт"),
        ("почта", r"e ?mail|почт|имейл|емейл"),
        ("здоровье", r"здоров|инвалид|медицин|мед ?(?:книж|осмотр)|диагноз|привив|флюор|группа кров|берем|овз|больнич"),
        ("ИНН", r"\bинн\b|налогоплат"),
        ("семья", r"семей|супруг|(?:кол|числ)\w* детей|^дети|националь|вероисп|судим"),
        ("деньги", r"зарплат|заработн|оклад|банк|лицев\w* счет|номер карт"),
    )
)
_DAY = r"\d{1,2}\s?[.,/]\s?\d{1,2}\s?[.,/]\s?(?:\d{4}|\d{2})"
_LOOKS: Sequence[tuple[str, re.Pattern[str]]] = tuple(
    (why, re.compile(pattern, re.IGNORECASE))
    for why, pattern in (
        ("СНИЛС", r"(?<!\d)\d{3}[-\s]\d{3}[-\s]\d{3}[-\s]?\d{2}(?!\d)"),
        ("телефон", r"(?<![\d.])(?:\+\s?7|8|7)[\s(-]*\d{3}[\s)-]*\d{3}[\s-]?\d{2}[\s-]?\d{2}(?!\d)"),
        ("СНИЛС", r"(?<!\d)\d{11}(?!\d)"),
        ("паспорт", r"(?<!\d)\d{2}\s?\d{2}\s*(?:№|N|n)?\s*\d{6}(?!\d)"),
        ("ИНН", r"(?<!\d)\d{12}(?!\d)"),
        ("почта", r"[\w.+-]+@[\w-]+\.[\w.]+"),
        ("дата рождения", rf"(?:{_DAY}|\b(?:19|20)\d\d)\s*(?:г\.?\s?р\b\.?|года? рожд\w*)|рожд\w*\s*{_DAY}"),
        ("здоровье", r"инвалид\w*(?:\s+\S{1,10}\s+гр\w*\.?)?"),
        (
            "адрес",
            r"(?:\bг\.\s?[А-ЯЁ][\w-]+,\s*)?\b(?:ул|пер|пр-т|просп|мкр)\.?\s+[^,;]{2,40},"
            r"\s*(?:д|дом)\.?\s*\d+\w?(?:,?\s*кв\.?\s*\d+)?",
        ),
    )
)
_SUSPICIOUS = re.compile(r"(?:\d[\s().№-]*){9}|@|г\.?\s?р|рожд|инвалид|ул\.? |пер\.? |пр-т|просп|мкр", re.IGNORECASE)
_BARE_DAY = re.compile(_DAY)
_PROOF = 0.5


def why_heading(heading: str) -> str:
    """What a column with the heading (a key of words) holds that must not be kept; empty when it may be."""
    return next((why for why, pattern in _HEADINGS if pattern.search(heading)), "")


def why_values(texts: Iterable[str]) -> str:
    """What most filled values look like; empty when like nothing forbidden. A bare day may be one of birth."""
    filled = [text for text in texts if text]
    counts: dict[str, int] = {}
    for text in filled:
        for why, pattern in _LOOKS:
            if pattern.search(text):
                counts[why] = counts.get(why, 0) + 1
                break
        else:
            if _BARE_DAY.fullmatch(text):
                counts["дата рождения"] = counts.get("дата рождения", 0) + 1
    best = max(counts, key=lambda why: counts[why], default="")
    return best if best and counts[best] >= max(1, len(filled) * _PROOF) else ""


@lru_cache(maxsize=65536)
def without_forbidden(text: str, *, keeps_days: bool = False) -> tuple[str, tuple[str, ...]]:
    """The text with numbers of documents, phones, births, addresses and health cut out, and what was cut.

    A whole day beside a name, a post or a school is one of birth; ``keeps_days`` is for columns of other days.
    """
    if not _SUSPICIOUS.search(text) and (keeps_days or not _BARE_DAY.search(text)):
        return text, ()
    found: list[str] = []
    for why, pattern in _LOOKS:
        cleaned = pattern.sub(" ", text)
        if cleaned != text:
            found.append(why)
            text = cleaned
    if not keeps_days and _BARE_DAY.search(text):
        found.append("дата рождения")
        text = _BARE_DAY.sub(" ", text)
    return " ".join(text.split()).strip(" ,;-") if found else text, tuple(dict.fromkeys(found))
