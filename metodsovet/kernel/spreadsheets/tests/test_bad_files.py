"""One sentence that names the file, within two seconds and 150 megabytes."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from metodsovet.kernel.spreadsheets import FileRefused, read_tables, read_tables_in_child
from metodsovet.kernel.spreadsheets.tests.corpus import CORPUS, MEGABYTE, replaced, word, word_row, word_table, workbook

SECONDS = 2
MEGABYTES = 150
_MEASURED = """
import json, resource, sys
from pathlib import Path
from metodsovet.kernel.spreadsheets import FileRefused, read_tables
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    read_tables(Path(sys.argv[1]), "план")
    code = ""
except FileRefused as refusal:
    code = refusal.code
print(json.dumps([code, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024]))
"""


@pytest.mark.parametrize("case", CORPUS)
def test_read_bad_file_is_refused_in_time_with_one_sentence(case: str) -> None:
    name, make, code = CORPUS[case]
    content = make()

    started = time.monotonic()
    with pytest.raises(FileRefused) as refusal:
        read_tables(content, name)
    seconds = time.monotonic() - started

    assert refusal.value.code == code
    assert name in refusal.value.text
    assert refusal.value.text.endswith(".")
    assert "\n" not in refusal.value.text
    assert seconds < SECONDS


@pytest.mark.parametrize(
    "case",
    (
        "bomb",
        "endless line of words",
        "many references",
        "200,001 rows docx",
        "200,001 rows text",
        "repeated ods rows",
        "scattered xlsx",
    ),
)
def test_read_bad_file_is_refused_in_bounded_memory(case: str, tmp_path: Path) -> None:
    _, make, code = CORPUS[case]
    path = tmp_path / "file"
    path.write_bytes(make())

    done = subprocess.run([sys.executable, "-c", _MEASURED, str(path)], capture_output=True, check=True)

    refused, megabytes = json.loads(done.stdout)
    assert refused == code
    assert megabytes < MEGABYTES


def test_read_long_cell_names_its_place() -> None:
    rows = word_row("№", "Дело") + word_row("1", "Совет") + word_row("2", "ж" * MEGABYTE)

    with pytest.raises(FileRefused) as refusal:
        read_tables(word(word_table(rows)), "план.docx")

    assert "таблица 1, строка 3, столбец 2" in refusal.value.text


def test_read_long_cell_of_a_sheet_names_its_place() -> None:
    content = replaced(
        workbook(("№", "Дело"), (1, "LONG")),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b"LONG", b"x" * 200_000),
    )

    with pytest.raises(FileRefused) as refusal:
        read_tables(content, "план.xlsx")

    assert "лист «Sheet», строка 2, столбец B" in refusal.value.text


def test_read_in_child_gives_the_same_document() -> None:
    content = word(word_table(word_row("№", "Дело") + word_row("1", "Совет")))

    assert read_tables_in_child(content, "план.docx") == read_tables(content, "план.docx")


def test_read_in_child_brings_the_refusal_back() -> None:
    name, make, code = CORPUS["macros"]

    with pytest.raises(FileRefused) as refusal:
        read_tables_in_child(make(), name)

    assert refusal.value.code == code


def test_read_large_honest_table_stays_within_memory(tmp_path: Path) -> None:
    rows = b"".join(
        word_row(str(n), f"Мероприятие номер {n} по плану {n * 7919 % 10007}", "май", "Методист") for n in range(20_000)
    )
    path = tmp_path / "file"
    path.write_bytes(word(word_table(rows)))

    done = subprocess.run([sys.executable, "-c", _MEASURED, str(path)], capture_output=True, check=True)

    code, megabytes = json.loads(done.stdout)
    assert code == ""
    assert megabytes < MEGABYTES
