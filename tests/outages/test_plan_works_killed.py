"""A long work over a plan killed on its way: the plan is as it was, and the next worker makes what one makes."""

from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection, connections
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from metodsovet.ground.assignments.models import Assignment
from metodsovet.kernel import invariants
from metodsovet.work.planning.actions import ask_plan_work, do_plan_work
from metodsovet.work.planning.models import Occurrence, Plan, PlanWork
from metodsovet.work.planning.tests.town import YEAR, draft_of, make_town
from tests.journeys.stage import drop_database, make_database, on_database
from tests.outages.test_lists_killed import cut_at

STEP = 4
LEAST_CUTS = 5


def test_accepting_cut_at_statements_leaves_the_plan_and_goes_well_again(
    migrated: str, django_db_blocker: DjangoDbBlocker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=tmp_path):
        name = make_database(migrated)
        with on_database(name):
            before, cuts = asked_town(), 0
            while cut_at(1 + cuts * STEP, monkeypatch, lambda: do_plan_work(PlanWork.objects.get())):
                cuts += 1
                assert fingerprint() == before, f"statement {1 + (cuts - 1) * STEP}"
            done, found = made(), invariants.check()
            do_plan_work(PlanWork.objects.get())
            again = made()
            connections.close_all()
        drop_database(name)

    assert cuts > LEAST_CUTS
    assert done == again
    assert done["state"] == Plan.State.ACCEPTED
    assert done["assignments"] == done["number"] != 0
    assert [str(finding) for finding in found] == []


def asked_town() -> dict[str, str]:
    town = make_town()
    plan = draft_of(town)
    ask_plan_work(plan, verb=PlanWork.Verb.ACCEPT_PLAN, year=YEAR, version=plan.version, by=town.by)
    return fingerprint()


def made() -> dict[str, object]:
    return {
        "state": Plan.objects.get().state,
        "number": PlanWork.objects.get().number,
        "assignments": Assignment.objects.count(),
        "occurrences": Occurrence.objects.count(),
    }


def fingerprint() -> dict[str, str]:
    """Every row of plans, assignments, notices and histories, by table."""
    answer = {}
    with connection.cursor() as cursor:
        for label in ("planning", "assignments", "notifications", "documents", "access"):
            for model in apps.get_app_config(label).get_models(include_auto_created=True):
                table = connection.ops.quote_name(model._meta.db_table)
                cursor.execute(f"SELECT md5(string_agg(one::text, ';' ORDER BY one::text)) FROM {table} AS one")
                answer[model._meta.db_table] = cursor.fetchone()[0]
    return answer
