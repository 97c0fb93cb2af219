"""What a clerk mends in the words of others without asking: spaces, dashes, marks of numbers, years and appendices.

The records keep what was typed or read; only the paper is mended.
"""

import re
from collections.abc import Sequence

from metodsovet.design.typography import MONTHS

_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"[ \t\u00a0]+"), " "),
    (re.compile(r" +(?=[,;:.!?)»])"), ""),
    (re.compile(r"(?<![\w»])[\"“„](?=[\wА-Яа-яё])"), "«"),
    (re.compile(r"(?<=[\w.!?)»])[\"”“](?!\w)"), "»"),
    (re.compile(r"(?<=[^\s(«])(?=№)"), " "),
    (re.compile(r"№ *(?=\w)"), "№ "),
    (re.compile(r"(?<=\d)(?=гг?\.)"), " "),
    (re.compile(rf"(?<![\d.«])0(?=[1-9] (?:{MONTHS})\b)"), ""),
    (re.compile(r"\b(\d+)-(?:х|ти|и|ми)(?= (?:лет|дней|недель|часов|человек|раз)\b)"), r"\1"),
    (re.compile(r"\b(\d{2}\.\d{2}\.\d{4}) ?(?:года|г\.)(?= *(?:[,;)№]|[а-яё(]))"), r"\1"),
    (re.compile(r"(?<![\d№/-])(?<!№ )(20\d\d) ?[-—] ?(20\d\d)(?![\d/-])"), r"\1–\2"),
    (re.compile(r"(?<=\S) - (?=\S)"), " – "),
    (re.compile(r"^[-•—] ?(?=\S)", re.MULTILINE), "– "),
    (re.compile(r"\( ?[Пп]риложение ?\)"), "(приложение)"),
    (re.compile(r"\( ?[Пп]риложение (?:№ )?(\d+) ?\)"), r"(приложение № \1)"),
)
_COMMAND = re.compile(
    r"[\s,:]*\b(?:п ?р ?и ?к ?а ?з ?ы ?в ?а ?ю|о ?б ?я ?з ?ы ?в ?а ?ю|п ?р ?е ?д ?л ?а ?г ?а ?ю)[\s:]*$", re.IGNORECASE
)
_GOES_ON = re.compile(r"(?:– )?[а-яё]")
_SENTENCE = re.compile(r"[.!?] [А-ЯЁ]")
_SHORTENED = re.compile(r"(?:\b[гдрсч]|\bгг|\bт\. ?[дпе]|\bим|\bул|\bруб|\bчел|\bпр)\.$")


def tidy(text: str) -> str:
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text.strip()


def tidy_lists(lines: Sequence[str]) -> list[str]:
    """Lines that go on with «…:» are a list: each has its dash, and «;» where another one follows."""
    mended: list[str] = []
    is_list = False
    for place, line in enumerate(lines):
        below = lines[place + 1] if place + 1 < len(lines) else ""
        is_list = line[:1].islower() and (is_list or (place > 0 and lines[place - 1].endswith(":")))
        item = f"– {line}" if is_list else line
        if item.startswith("– ") and item.endswith(".") and _GOES_ON.match(below) and not _SHORTENED.search(item):
            item = f"{item[:-1]};"
        mended.append(item)
    return mended


def tidy_title(text: str) -> str:
    """«Об организации …» without quotes around it and a full stop after it."""
    title = tidy(text)
    title = title if _SHORTENED.search(title) else title.rstrip(" .")
    if title.startswith("«") and title.endswith("»") and title.count("«") == 1:
        title = title[1:-1]
    return title


def tidy_cell(text: str) -> str:
    """Begins with a capital letter; one sentence has no full stop after it."""
    cell = tidy(text)
    if cell[1:2].islower() or cell[1:2] == " ":
        cell = cell[:1].upper() + cell[1:]
    if cell.endswith(".") and not (_SENTENCE.search(cell) or _SHORTENED.search(cell) or cell[-2:-1].isupper()):
        cell = cell.rstrip(" .")
    return cell


def without_command(text: str) -> str:
    """The word over the points, typed at the end of the preamble too, is not printed twice."""
    return _COMMAND.sub("", text)
