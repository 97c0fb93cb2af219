"""An extra run over the sample order, where its files are at hand."""

import json
from pathlib import Path

import pytest

from metodsovet.kernel.spreadsheets import read_tables
from metodsovet.work.planning.read_plan import main
from metodsovet.work.planning.reading import answer, read_plan
from metodsovet.work.planning.tests.reading.files import YEAR, by_section, codes, numbers

SEEDS = Path(__file__).resolve().parents[6] / "shared" / "seeds"
FILES = tuple(sorted(SEEDS.glob("002_*"))) if SEEDS.is_dir() else ()

pytestmark = pytest.mark.skipif(not FILES, reason="the sample orders are not here")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.suffix)
def test_read_sample_roadmap(path: Path) -> None:
    plan = read_plan(read_tables(path, path.name), year=YEAR)

    assert numbers(plan) == [str(number) for number in range(1, 29)]
    assert by_section(plan) == [("1", 6), ("2", 7), ("3", 12), ("4", 3)]
    assert [section.number for section in plan.sections] == ["1", "2", "3", "4"]
    assert (plan.act.kind, plan.act.number, str(plan.act.date)) == ("распоряжение", "1441", "2021-11-24")
    assert plan.act.years == (2021, 2024)
    assert "дорожной карты" in plan.act.title
    assert plan.act.issuer.startswith("Управление образования")
    warned = {activity.number: found for activity, found in zip(plan.activities, codes(plan), strict=True) if found}
    assert warned == {
        "9": ["same_title"],
        "10": ["term_before_act"],
        "11": ["joined_row"],
        "22": ["same_title"],
        "24": ["joined_row"],
    }
    assert [warning.code for warning in plan.warnings] == ["section_number", "years_over"]
    assert plan.activities[10].term.source == "Апрель, ежегодно"
    assert len(plan.activities[10].raw) == 4
    assert all(activity.parties for activity in plan.activities)


def test_read_sample_roadmap_as_table_and_as_text_alike() -> None:
    table, text = (answer(read_plan(read_tables(path, path.name), year=YEAR), YEAR) for path in FILES)

    assert table == text


def test_read_plan_prints_json_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(FILES[0]), "--school-year", "2025/26", "--json"]) == 0

    printed = capsys.readouterr()
    assert len(json.loads(printed.out)["activities"]) == 28
    assert printed.err == ""
