"""Files that hold no order: one clear sentence, in bounded time."""

import base64
import io
import time
from contextlib import suppress

import docx
import pytest

from metodsovet.kernel.spreadsheets import FileRefused
from metodsovet.work.orders.reading import read_order_here, read_order_in_child
from metodsovet.work.orders.tests.reading.corpus import DECREE, word

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
PLAN = word(
    "План методической работы на 2025/2026 учебный год",
    (("№", "Мероприятие", "Срок", "Ответственный"), ("1", "Совет", "май", "Методист")),
)


def scan() -> bytes:
    document = docx.Document()
    document.add_picture(io.BytesIO(PICTURE))
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "code"),
    (
        (b"", "пустой.txt", "empty_file"),
        (b" \r\n\r\n ", "пробелы.txt", "empty_file"),
        (word(), "пустой.docx", "no_text"),
        (scan(), "скан.docx", "no_text"),
        (PICTURE, "фото.png", "picture"),
        (b"%PDF-1.7 ...", "приказ.pdf", "pdf"),
        (PLAN, "план.docx", "no_order"),
        ("Уважаемые коллеги! Приглашаем на семинар 5 мая.".encode(), "письмо.txt", "no_order"),
        ("Приказ\n".encode(), "слово.txt", "no_order"),
        (b"\x01\x02\x00\x03" * 50, "шум.bin", "unknown_format"),
    ),
)
def test_read_order_refuses_what_is_no_order(content: bytes, name: str, code: str) -> None:
    with pytest.raises(FileRefused) as refusal:
        read_order_here(content, name)

    assert refusal.value.code == code
    assert name in refusal.value.text
    assert refusal.value.text.endswith(".")


def test_read_order_in_child_answers_the_same() -> None:
    assert read_order_in_child(DECREE.content, DECREE.name) == read_order_here(DECREE.content, DECREE.name)


@pytest.mark.parametrize("encoding", ("utf-8-sig", "cp1251", "koi8-r", "utf-16", "cp866"))
def test_read_order_typed_in_any_encoding(encoding: str) -> None:
    text = "Управление образования\nПРИКАЗ\nN 5 от 12.01.2026\nО семинаре\nприказываю:\n"
    text += "1. Провести семинар 5 мая 2026 г.\n2. Контроль за исполнением приказа оставляю за собой.\n"
    text += "Начальник управления И.И. Соколова\n"

    order = read_order_here(text.encode(encoding, errors="replace"), "приказ.txt")

    assert (order.act.kind, order.act.number) == ("приказ", "5")
    assert [point.verb for point in order.points] == ["провести", "оставляю"]


def test_read_order_of_ten_megabytes_in_bounded_time() -> None:
    point = "Руководителям школ провести семинар до 1 мая 2026 года и представить отчёт о нём в методический кабинет.\n"
    head = "ПРИКАЗ № 1 от 01.09.2025\nО семинарах\nприказываю:\n"
    body = "".join(f"{number}. {point}" for number in range(1, 60_000))
    started = time.monotonic()

    with pytest.raises(FileRefused) as refusal:
        read_order_in_child(f"{head}{body}".encode(), "огромный.txt")

    assert refusal.value.code == "too_long"
    assert time.monotonic() - started < 90


@pytest.mark.parametrize(
    "line",
    (
        "а " * 5_000,
        "1." * 5_000,
        "(" * 5_000,
        "« " * 5_000,
        "до 1 мая " * 1_000,
        "Приказ № " * 2_000,
        "А.А. " * 3_000,
        "_" * 9_000,
        "приказа министерства от 01.02.2025 № 3 и " * 9_000,
    ),
    ids=lambda line: line[:8],
)
def test_read_order_with_a_hostile_line_in_bounded_time(line: str) -> None:
    text = f"ПРИКАЗ\n№ 5 от 12.01.2026\n{line}\nО семинаре\nВ целях {line} приказываю:\n"
    text += f"1. Провести {line}\n{line}\n2. {line}\n"
    started = time.monotonic()

    with suppress(FileRefused):
        read_order_here(text.encode(), "злой.txt")

    assert time.monotonic() - started < 20
