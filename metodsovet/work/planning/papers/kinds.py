"""Papers of plans as kinds: a municipality may print them by its own templates; the report takes a number."""

from collections.abc import Mapping
from pathlib import Path

from metodsovet.ground.access.models import User
from metodsovet.ground.documents.asking import asked_period
from metodsovet.ground.documents.kinds import PaperDraft, PaperKind, offer
from metodsovet.kernel.numbers import ids_from
from metodsovet.work.planning.models import Plan
from metodsovet.work.planning.papers.execution_reports import ExecutionReportPaper, execution_report_paper
from metodsovet.work.planning.papers.month_plans import MonthPlanPaper
from metodsovet.work.planning.papers.plan_papers import PlanPaper
from metodsovet.work.planning.papers.samples import sample_execution_report, sample_month_plan, sample_plan

TEMPLATES = Path(__file__).resolve().parent.parent / "paper_templates"


def compose_execution_report(user: User, asked: Mapping[str, str]) -> PaperDraft | None:
    """``plan``, ``from`` and ``to``; by default from the beginning of the school year to today."""
    plan = Plan.objects.visible_to(user).filter(pk__in=ids_from([asked.get("plan", "")])).first()
    if plan is None:
        return None
    paper = execution_report_paper(plan, asked_period(asked), user=user)
    title = f"Исполнение {paper.period}: {plan.title}"
    return PaperDraft(paper, plan.organisation, title, source=plan, back_url=plan.get_absolute_url())


PLAN = offer(PaperKind("plan", "план", PlanPaper, TEMPLATES / "plan.docx", sample_plan))
MONTH_PLAN = offer(
    PaperKind("month_plan", "план на месяц", MonthPlanPaper, TEMPLATES / "month_plan.docx", sample_month_plan)
)
EXECUTION_REPORT = offer(
    PaperKind(
        code="execution_report",
        name="отчёт об исполнении плана",
        data=ExecutionReportPaper,
        template=TEMPLATES / "execution_report.docx",
        sample=sample_execution_report,
        permission="planning.view_plan",
        compose=compose_execution_report,
        public={"subtitle": "План", "period": "Период"},
    )
)
