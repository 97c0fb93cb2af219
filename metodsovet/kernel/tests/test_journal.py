from pathlib import Path

import pytest
from pytest_django import Settings

from metodsovet.kernel import journal
from metodsovet.kernel.journal import Deed


@pytest.fixture(autouse=True)
def _home(settings: Settings, tmp_path: Path) -> None:
    settings.HOME = tmp_path


def test_last_is_the_latest_of_its_kind_and_end() -> None:
    journal.write_down(Deed.BACKUP, is_good=True, text="первая", file="1.zip", size_bytes=5)
    good = journal.write_down(Deed.BACKUP, is_good=True, text="вторая")
    bad = journal.write_down(Deed.BACKUP, is_good=False, text="третья")
    journal.write_down(Deed.INVARIANTS, is_good=True, text="проверка")

    assert journal.last(Deed.BACKUP) == bad
    assert journal.last(Deed.BACKUP, is_good=True) == good
    assert journal.last(Deed.RESTORE) is None
    assert [one.text for one in journal.entries()] == ["проверка", "третья", "вторая", "первая"]


def test_a_line_that_was_cut_by_a_kill_spoils_only_itself(tmp_path: Path) -> None:
    journal.write_down(Deed.BACKUP, is_good=True, text="первая")
    with (tmp_path / "keeping.jsonl").open("ab") as file:
        file.write(b'{"deed": "backup", "is_go')

    journal.write_down(Deed.BACKUP, is_good=True, text="вторая")

    assert [one.text for one in journal.entries()] == ["вторая", "первая"]


def test_the_journal_does_not_grow_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "LONGEST", 6)

    for number in range(20):
        journal.write_down(Deed.BACKUP, is_good=True, text=str(number))

    texts = [one.text for one in journal.entries()]
    assert texts[:3] == ["19", "18", "17"]
    assert len(texts) <= 7
