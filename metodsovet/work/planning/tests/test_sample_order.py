"""The sample roadmap from file to work; runs only where the sample files are."""

from pathlib import Path

import pytest

from metodsovet.ground.assignments.models import Assignment
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.spreadsheets import read_tables
from metodsovet.work.planning.actions import accept_plan, draft_plan_from_file, extend_plan
from metodsovet.work.planning.models import ActivityParty, Plan
from metodsovet.work.planning.queries_review import acceptance_preview, doubts_of
from metodsovet.work.planning.reading import source_rows
from metodsovet.work.planning.reading.reader import read_plan
from metodsovet.work.planning.tests.town import YEAR, Town, make_town

SAMPLE = Path(__file__).resolve().parents[4].parent / "shared" / "seeds" / "002_roadmap_as_word_table.docx"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not SAMPLE.exists(), reason="the sample orders are not beside the repository"),
]


def sample_of(town: Town) -> Plan:
    document = read_tables(SAMPLE, SAMPLE.name)
    read = read_plan(document, year=YEAR)
    rows = [row.to_json() for row in source_rows(document, read)]
    return draft_plan_from_file(read, rows, SAMPLE.name, organisation=town.world.town, by=town.by)


def test_sample_order_becomes_a_draft_for_schools_with_few_doubts() -> None:
    plan = sample_of(make_town())

    assert (plan.activities.count(), plan.sections.count(), plan.audience_kinds) == (28, 4, ["school"])
    asked = {doubt.activity.number for doubt in doubts_of(plan) if doubt.cell == "term"}
    assert asked == {"8", "9"}
    leads = ActivityParty.objects.filter(activity__plan=plan, part="lead")
    assert not leads.filter(kind="unknown").exists()


def test_sample_order_is_over_until_it_is_extended() -> None:
    town = make_town()
    plan = sample_of(town)

    with pytest.raises(DomainError) as refusal:
        accept_plan(plan, executed_from=YEAR, by=town.by, version=plan.version)
    assert refusal.value.code == "years_are_over"

    plan = extend_plan(plan, last_day=YEAR.last_day, by=town.by)
    promised = acceptance_preview(plan, YEAR).total
    accept_plan(plan, executed_from=YEAR, by=town.by, version=plan.version)

    assert Assignment.objects.count() == promised > 0
