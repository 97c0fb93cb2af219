"""Reading a Word table of 1,000 rows: our reader against python-docx reading the same cells, in one run.

python benchmarks/reading_word_tables.py [ROWS]
"""

import io
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import docx

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from metodsovet.kernel.spreadsheets import read_tables

RUNS = 5
MONTHS = ("сентябрь", "октябрь", "ноябрь", "декабрь", "январь", "февраль", "март", "апрель", "май")


def word_table(rows: int) -> bytes:
    document = docx.Document()
    table = document.add_table(rows + 1, 4)
    cells = table._cells  # the public way walks the whole table for every cell
    texts = ["№ п/п", "Мероприятия", "Сроки", "Ответственные"]
    for number in range(1, rows + 1):
        title = f"Семинар {number} для учителей и наставников школ округа"
        texts += [f"{number}.", title, f"{MONTHS[number % 9].capitalize()}, ежегодно", "Методисты, руководители ШМО"]
    for cell, text in zip(cells, texts, strict=True):
        cell.paragraphs[0].add_run(text)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def ours(content: bytes) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in read_tables(content, "план.docx").tables[0].rows]


def theirs(content: bytes) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in docx.Document(io.BytesIO(content)).tables[0].rows]


def median_seconds(read: Callable[[bytes], list[list[str]]], content: bytes) -> float:
    seconds = []
    for _ in range(RUNS):
        started = time.perf_counter()
        read(content)
        seconds.append(time.perf_counter() - started)
    return statistics.median(seconds)


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    content = word_table(rows)
    if ours(content) != theirs(content):
        raise SystemExit("The two readers disagree about the cells.")
    own, other = median_seconds(ours, content), median_seconds(theirs, content)
    print(f"rows {rows}, file {len(content) // 1024} KiB, medians of {RUNS} runs")
    print(f"metodsovet   {own * 1000:8.1f} ms")
    print(f"python-docx  {other * 1000:8.1f} ms")
    print(f"ratio        {other / own:8.1f}")


if __name__ == "__main__":
    main()
