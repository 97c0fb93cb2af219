"""A draft with every kind of doubt, and what its pages are asked with."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from metodsovet.work.planning.models import Activity, Plan
from metodsovet.work.planning.tests.town import Town, draft_of, line, read_plan_of

ODD = (
    line("Выезды", "В установленном порядке", "методисты", "1"),
    line("Встречи", "В установленном порядке", "Волкова С.Г.", "2"),
    line("Неделя", "апрель, ежегодно", "Координатор недели, методисты", "3"),
    line("Конкурс", "май", "Координатор недели", "4"),
)


def doubtful_draft(town: Town) -> Plan:
    return draft_of(town, read_plan_of(ODD))


def fields_of(activity: Activity, **changed: object) -> dict[str, object]:
    return {
        "title": activity.title,
        "number": activity.number,
        "term_text": activity.term.source,
        "parties_text": ", ".join(party.source for party in activity.parties.all()),
        "result": activity.result,
        "control": activity.control,
        "need": activity.need,
        "section": activity.section_id or "",
        "version": activity.version,
        **changed,
    }


def address_of(plan: Plan, tab: str = "") -> str:
    return f"/plans/{plan.pk}/review/" + (f"?tab={tab}" if tab else "")


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)
