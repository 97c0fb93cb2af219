"""A 40-page order with appendices, read into its structure, against python-docx reading the same paragraphs and cells.

    python benchmarks/reading_an_order.py [POINTS.tsv ...]

Both in one run, as medians. Then labelled points: shares understood (verb, kind, people and term as labelled), asked
about (some of the people are unknown, all else as labelled) and understood wrongly. Without files: the project's own.
"""

import csv
import io
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import docx

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from metodsovet.kernel.school_year import SchoolYear  # noqa: E402
from metodsovet.kernel.spreadsheets import read_here  # noqa: E402
from metodsovet.work.orders.reading import ReadPoint, read_order, understood  # noqa: E402

RUNS = 5
POINTS, CLAUSES, ROWS = 90, 150, 300
YEAR = SchoolYear(2025)
OWN = ROOT / "metodsovet/work/orders/tests/reading/points.tsv"
MONTHS = ("сентября", "октября", "ноября", "декабря")
FIELDS = ("verb", "kind", "term", "parties")


def large_order() -> bytes:
    """Some 40 pages: points, a plan and a roster of 300 rows each, a regulation of 150 clauses."""
    document = docx.Document()
    add = document.add_paragraph
    for line in ("УПРАВЛЕНИЕ ОБРАЗОВАНИЯ ЛУГОВСКОГО ОКРУГА", "ПРИКАЗ", "28.08.2025 № 154-ОД", "г. Луговск"):
        add(line)
    add("Об организации методической работы в 2025/2026 учебном году")
    add("На основании приказа министерства образования края от 01.08.2025 № 900 «О методической службе» приказываю:")
    for number in range(1, POINTS + 1):
        day = f"{number % 28 + 1} {MONTHS[number % 4]} 2025 года"
        if number % 3:
            add(f"{number}. Руководителям школ № {number} провести семинар «Практика {number}» в срок до {day}.")
        else:
            add(f"{number}. Методисту Берёзкиной А.П. представить отчёт о работе объединения {number} к {day}.")
    add(f"{POINTS + 1}. Утвердить план (приложение № 1), руководителей (приложение № 2), положение (приложение № 3).")
    add(f"{POINTS + 2}. Контроль за исполнением приказа возложить на заместителя начальника Осинову М.И.")
    add("Начальник управления                    Т.Н. Черёмухина")
    _add_table(document, 1, "План методической работы", ("№", "Мероприятие", "Срок", "Ответственный"), _plan_row)
    head = ("№", "Наименование ГМО", "ФИО руководителя", "Должность, ОО")
    _add_table(document, 2, "Руководители объединений", head, _roster_row)
    add("Приложение № 3")
    add("Положение о городском методическом объединении")
    for number in range(1, CLAUSES + 1):
        text = "Объединение ведёт методическую работу, изучает опыт и готовит рекомендации для педагогов. " * 2
        add(f"{number // 20 + 1}.{number}. {text.strip()}")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _plan_row(number: int) -> tuple[str, ...]:
    return (f"{number}.", f"Семинар {number} для наставников школ", f"{MONTHS[number % 4]} 2025", "Методисты")


def _roster_row(number: int) -> tuple[str, ...]:
    return (f"{number}.", f"ГМО педагогов, группа {number}", "Берёзкина А.П.", f"учитель, СОШ № {number}")


def _add_table(
    document: "docx.document.Document",
    number: int,
    title: str,
    head: tuple[str, ...],
    row_of: Callable[[int], tuple[str, ...]],
) -> None:
    document.add_paragraph(f"Приложение № {number}")
    document.add_paragraph(title)
    table = document.add_table(ROWS + 1, len(head))
    texts = [*head, *(text for row in range(1, ROWS + 1) for text in row_of(row))]
    for cell, text in zip(table._cells, texts, strict=True):
        cell.paragraphs[0].add_run(text)


def ours(content: bytes) -> object:
    return read_order(read_here(content, "приказ.docx", is_prose=True))


def cells_alone(content: bytes) -> object:
    return read_here(content, "приказ.docx", is_prose=True)


def theirs(content: bytes) -> object:
    document = docx.Document(io.BytesIO(content))
    texts = [paragraph.text for paragraph in document.paragraphs]
    return texts + [cell.text for table in document.tables for cell in table._cells]


def their_paragraphs(content: bytes) -> object:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs]


def median_seconds(read: Callable[[bytes], object], content: bytes) -> float:
    seconds = []
    for _ in range(RUNS):
        started = time.perf_counter()
        read(content)
        seconds.append(time.perf_counter() - started)
    return statistics.median(seconds)


def print_times() -> None:
    content = large_order()
    started = time.perf_counter()
    ours(content)
    first = time.perf_counter() - started
    other = median_seconds(theirs, content)
    print(f"order of {POINTS + 2} points, two tables of {ROWS} rows, {CLAUSES} clauses: {len(content) // 1024} KiB")
    for name, seconds in (
        ("first reading, dictionary included", first),
        ("into its structure", median_seconds(ours, content)),
        ("its text and cells only", median_seconds(cells_alone, content)),
        ("python-docx, paragraphs and cells", other),
        ("python-docx, paragraphs only", median_seconds(their_paragraphs, content)),
    ):
        print(f"{name:<36}{seconds * 1000:8.0f} ms {seconds / other:8.1f}")


def print_understanding(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    outcomes = [_outcome(row, understood(row["text"], YEAR)) for row in rows]
    print(f"\n{path.name}: {len(rows)} labelled points")
    for name in ("understood", "asked", "wrong"):
        count = outcomes.count(name)
        print(f"{name:<11}{count:>5}  {count / len(rows):7.1%}")
    for row, outcome in zip(rows, outcomes, strict=True):
        if outcome != "understood":
            print(f"{outcome}: «{row['text']}»")


def _outcome(row: dict[str, str], point: ReadPoint) -> str:
    term = point.term.source if point.term else ""
    parties = [{name: party.to_json()[name] for name in ("kind", "text", "scope", "person")} for party in point.parties]
    wanted = json.loads(row["responsible"])
    if (point.verb, point.kind, term) != (row["verb"], row["kind"], row["deadline_phrase"]):
        return "wrong"
    if parties == wanted:
        return "understood"
    known = [party for party in parties if party["kind"] != "unknown"]
    return "asked" if len(known) < len(parties) and all(party in wanted for party in known) else "wrong"


if __name__ == "__main__":
    print_times()
    for argument in sys.argv[1:] or [str(OWN)]:
        print_understanding(Path(argument))
