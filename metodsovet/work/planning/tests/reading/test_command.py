"""The verb ``read-plan``."""

import io
import json
from pathlib import Path

import pytest

from metodsovet.work.planning.read_plan import main
from metodsovet.work.planning.tests.reading.files import HEADER, word_file

TEXT = "№\tМероприятия\tСроки\tОтветственные\n1.\tСовет по наставничеству\tмай\tМетодист\n"


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    path = tmp_path / "план.docx"
    path.write_bytes(word_file("План на 2025 год", (HEADER, ("1", "Совет", "март", "Методист"))))
    return path


def test_read_plan_prints_json(plan_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(plan_file), "--school-year", "2024/2025", "--json"]) == 0

    activity = json.loads(capsys.readouterr().out)["activities"][0]
    assert activity["term"]["occurrences"] == {"2024/25": [{"from": "2025-03-01", "to": "2025-03-31"}]}


def test_read_plan_prints_a_summary_in_russian(plan_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(plan_file), "--school-year", "2024/25"]) == 0

    printed = capsys.readouterr().out
    assert "1 мероприятие" in printed
    assert "01.03.2025–31.03.2025" in printed


def test_read_plan_takes_pasted_text(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode("cp1251"))))

    assert main(["-", "--json"]) == 0

    assert json.loads(capsys.readouterr().out)["activities"][0]["title"] == "Совет по наставничеству"


def test_read_plan_of_unreadable_file_ends_with_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "фото.docx").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\x00" * 100)

    for name in ("фото.docx", "нет.docx"):
        assert main([str(tmp_path / name), "--json"]) == 2

        printed = capsys.readouterr()
        assert printed.out == ""
        assert printed.err.count("\n") == 1
        assert name in printed.err


def test_read_plan_refuses_a_wrong_school_year(plan_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([str(plan_file), "--school-year", "завтра"])

    assert "пишите его так: 2025/26" in capsys.readouterr().err
