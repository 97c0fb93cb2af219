from collections.abc import Sequence

import pytest

from metodsovet.kernel.errors import DomainError
from metodsovet.work.planning.actions import (
    ChangeKind,
    apply_edition,
    difference,
)
from metodsovet.work.planning.models import Plan, Revision
from metodsovet.work.planning.reading import ReadActivity
from metodsovet.work.planning.tests.town import (
    YEAR,
    Town,
    accepted_of,
    draft_of,
    line,
    make_town,
    read_plan_of,
)

pytestmark = pytest.mark.django_db
SINCE = YEAR.first_day


BEFORE = (
    line("Выявление затруднений учителей", "апрель", "методисты", "1"),
    line("Семинар для руководителей объединений", "май", "методисты", "2"),
    line("Выставка разработок", "март", "методисты", "3"),
)
AFTER = (
    line("Выявление затруднений учителей", "октябрь", "методисты", "1"),
    line("Семинар для руководителей школьных объединений", "май", "методисты, руководители ГМО", "2"),
    line("Фестиваль открытых уроков", "февраль", "методисты", "3"),
)


def amended_draft(town: Town, plan: Plan, lines: Sequence[ReadActivity]) -> Plan:
    draft = draft_of(town, read_plan_of(lines))
    draft.amends = plan
    draft.save()
    return draft


def test_difference_reads_moved_renamed_gone_and_come_lines() -> None:
    town = make_town()
    plan = accepted_of(town, *BEFORE)

    changes = difference(plan, amended_draft(town, plan, AFTER))

    assert [change.kind for change in changes] == [
        ChangeKind.MOVE,
        ChangeKind.RENAME,
        ChangeKind.PARTIES,
        ChangeKind.ADD,
        ChangeKind.CANCEL,
    ]


def test_difference_of_the_same_file_is_empty() -> None:
    town = make_town()
    plan = accepted_of(town, *BEFORE)

    assert difference(plan, amended_draft(town, plan, BEFORE)) == []


def test_apply_edition_makes_a_revision_and_puts_the_draft_aside() -> None:
    town = make_town()
    plan = accepted_of(town, *BEFORE)
    draft = amended_draft(town, plan, AFTER)

    apply_edition(draft, difference(plan, draft), version=plan.version, by=town.by, in_force_from=SINCE)

    assert list(plan.activities.active().values_list("title", flat=True)) == [row.title for row in AFTER]
    assert difference(plan, draft) == []
    assert Plan.objects.get(pk=draft.pk).state == Plan.State.DISCARDED


def test_apply_edition_of_a_draft_that_amends_nothing_is_refused() -> None:
    town = make_town()
    plan = accepted_of(town, *BEFORE)

    with pytest.raises(DomainError) as refusal:
        apply_edition(draft_of(town), [], version=plan.version, by=town.by, in_force_from=SINCE)

    assert refusal.value.code == "not_an_edition"
    assert not Revision.objects.exists()
