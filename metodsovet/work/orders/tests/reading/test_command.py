"""The verb ``read-order``."""

import io
import json
from pathlib import Path

import pytest

from metodsovet.work.orders.read_order import main
from metodsovet.work.orders.tests.reading.corpus import CYRILLIC_1251, DECREE

KEYS = {"act", "basis", "preamble", "command", "points", "controller", "signatory", "executor", "enters_into_force"}
POINT_KEYS = {"number", "text", "verb", "parties", "term", "kind", "children", "approves", "appoints"}


@pytest.fixture
def order_file(tmp_path: Path) -> Path:
    path = tmp_path / "порядок.docx"
    path.write_bytes(DECREE.content)
    return path


def test_read_order_prints_json(order_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(order_file), "--json"]) == 0

    answer = json.loads(capsys.readouterr().out)
    assert KEYS | {"appendices", "warnings"} <= set(answer)
    assert set(answer["points"][0]) >= POINT_KEYS
    assert answer["act"]["date"] == "2026-01-12"
    assert answer["signatory"] == {"position": "Глава городского округа", "person": "А.Б. Рысин"}
    assert answer["points"][1]["term"]["source"] == "в течение 5 рабочих дней со дня подписания"


def test_read_order_prints_a_summary_in_russian(order_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(order_file)]) == 0

    printed = capsys.readouterr().out
    assert printed.startswith("Постановление № 15-ПА от 12.01.2026\n")
    assert "6 пунктов" in printed
    assert "Подпись: Глава городского округа А.Б. Рысин" in printed


def test_read_order_takes_pasted_text(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(CYRILLIC_1251.content)))

    assert main(["-", "--json"]) == 0

    assert json.loads(capsys.readouterr().out)["act"]["number"] == "18"


def test_read_order_of_unreadable_file_ends_with_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "фото.docx").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\x00" * 100)

    for name in ("фото.docx", "нет.docx"):
        assert main([str(tmp_path / name), "--json"]) == 2

        printed = capsys.readouterr()
        assert printed.out == ""
        assert printed.err.count("\n") == 1
        assert name in printed.err
